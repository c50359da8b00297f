package io.natlens.host;

import io.natlens.frame.CapturePoint;
import java.util.Map;

/**
 * The role of each capture point: the one that the user gave, else the one that its name suggests.
 *
 * @param given by the capture point's name
 */
public record Roles(Map<String, Role> given) {
    /** Names alone. */
    public static final Roles BY_NAME = new Roles(Map.of());

    public Roles {
        given = Map.copyOf(given);
    }

    public Role of(CapturePoint point) {
        Role role = given.get(point.name());
        return role != null ? role : Role.ofName(point.name());
    }
}
