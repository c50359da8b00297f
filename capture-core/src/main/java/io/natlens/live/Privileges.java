package io.natlens.live;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Gives root's rights away when they are no longer needed. */
public final class Privileges {
    private Privileges() {}

    /**
     * Makes the whole process run as this user for good.
     *
     * @throws IOException with a sentence, if there is no such user or the process is not root's
     */
    public static void dropTo(String name) throws IOException {
        Libc.User user = Libc.user(name);
        if (user == null) {
            throw new IOException("there is no user '" + name + "'");
        }
        Libc.become(user, name);
    }

    /** The same with the numbers of user and group, and the user's name if it has one. */
    public static void dropTo(int user, int group, @Nullable String name) throws IOException {
        Libc.become(new Libc.User(user, group), name);
    }
}
