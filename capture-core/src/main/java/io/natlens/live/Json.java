package io.natlens.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON value that other programs wrote: what is asked for and is not there is empty. */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** A map, a list, a string, a number, a truth value, or null. */
    private final @Nullable Object value;

    private Json(@Nullable Object value) {
        this.value = value;
    }

    static Json parse(byte[] text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return new Json(parser.nextToken() == null ? null : value(parser));
        }
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_NULL -> null;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            default -> parser.getText();
        };
    }

    private static Map<String, Json> object(JsonParser parser) throws IOException {
        Map<String, Json> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            fields.put(name, new Json(value(parser)));
        }
        return fields;
    }

    private static List<Json> array(JsonParser parser) throws IOException {
        List<Json> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(new Json(value(parser)));
        }
        return elements;
    }

    Json get(String name) {
        return value instanceof Map<?, ?> fields && fields.get(name) instanceof Json field ? field : new Json(null);
    }

    boolean has(String name) {
        return value instanceof Map<?, ?> fields && fields.containsKey(name);
    }

    List<Json> elements() {
        List<Json> elements = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Json json) {
                    elements.add(json);
                }
            }
        }
        return elements;
    }

    /** A string as it is; a number or truth value as text; all else as the empty string. */
    String text() {
        boolean isScalar = value instanceof String || value instanceof Number || value instanceof Boolean;
        return isScalar ? String.valueOf(value) : "";
    }

    String text(String name) {
        return get(name).text();
    }

    /** A number cut to an int; 0 where there is none. */
    int number(String name) {
        return get(name).value instanceof Number number ? number.intValue() : 0;
    }
}
