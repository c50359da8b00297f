package io.natlens.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A value of a JSON text.
 *
 * @param value a map by name, a list, a string, a number, a boolean or null
 */
record Json(@Nullable Object value) {
    private static final JsonFactory FACTORY = new JsonFactory();

    static Json parse(String text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            return new Json(read(parser));
        }
    }

    private static @Nullable Object read(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Json> object = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    object.put(name, new Json(read(parser)));
                }
                yield object;
            }
            case START_ARRAY -> {
                List<Json> array = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(new Json(read(parser)));
                }
                yield array;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }

    /** The object's value of this name; null's where there is none. */
    Json get(String name) {
        return value instanceof Map<?, ?> object && object.get(name) instanceof Json found ? found : new Json(null);
    }

    List<Json> items() {
        List<Json> items = new ArrayList<>();
        for (Object item : (List<?>) Objects.requireNonNull(value)) {
            items.add((Json) item);
        }
        return items;
    }

    Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (Object name : ((Map<?, ?>) Objects.requireNonNull(value)).keySet()) {
            names.add((String) name);
        }
        return names;
    }

    /** The string, or a number's digits. */
    String text() {
        return String.valueOf(value);
    }

    double decimal() {
        return Double.parseDouble(text());
    }

    boolean isNull() {
        return value == null;
    }
}
