package org.sealphone.tui.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.sealphone.tui.screen.Command;
import org.sealphone.tui.screen.KeyTable;
import org.sealphone.tui.screen.View;

/** The keys of the configuration for people and for editors, from the one list. Pure. */
public final class ConfigSchema {
    private static final String ACTION = "%-26s %-12s %s%n";
    private static final String ROW = "%-26s %-28s %-14s %s%n";

    private ConfigSchema() {}

    /** A key a line: its name, its variable, its kind, what it means. */
    public static String table() {
        StringBuilder out = new StringBuilder();
        out.append(String.format(ROW, "key", "environment", "kind", "meaning"));
        for (Key key : Key.values()) {
            out.append(String.format(ROW, key.word(), key.variable(), key.form().words(), key.meaning()));
        }
        out.append(String.format("%nKeys of the screens, in a table [keys]: hold = \"H\", or a list of them%n%n"));
        out.append(String.format(ACTION, "action", "usual keys", "what it does"));
        for (Command command : KeyTable.movable()) {
            out.append(String.format(ACTION, command.word(), keys(command), command.words()));
        }
        return out.toString();
    }

    private static String keys(Command command) {
        return Arrays.stream(View.values())
                .flatMap(view -> KeyTable.USUAL.of(view).stream())
                .filter(binding -> binding.command() == command && KeyTable.free(binding.key()))
                .map(binding -> binding.key().shown())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** A JSON schema, draft 2020-12. */
    public static String json() {
        Writer text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeStringField("$schema", "https://json-schema.org/draft/2020-12/schema");
            json.writeStringField("title", "The configuration of Sealphone");
            json.writeStringField("type", "object");
            json.writeBooleanField("additionalProperties", false);
            json.writeObjectFieldStart("properties");
            json.writeObjectFieldStart("version");
            json.writeNumberField("const", Config.VERSION);
            json.writeEndObject();
            json.writeObjectFieldStart("default");
            json.writeStringField("type", "string");
            json.writeStringField("description", "the profile of register, call and answer when none is named");
            json.writeEndObject();
            json.writeObjectFieldStart("profile");
            json.writeStringField("type", "object");
            json.writeObjectFieldStart("additionalProperties");
            json.writeStringField("type", "object");
            json.writeBooleanField("additionalProperties", false);
            json.writeObjectFieldStart("properties");
            for (Key key : Key.values()) {
                key(json, key);
            }
            for (int open = 0; open < 3; open++) {
                json.writeEndObject();
            }
            json.writeObjectFieldStart("keys");
            json.writeStringField("type", "object");
            json.writeStringField("description", "other keys for the screens");
            json.writeBooleanField("additionalProperties", false);
            json.writeObjectFieldStart("properties");
            for (Command command : KeyTable.movable()) {
                action(json, command);
            }
            for (int open = 0; open < 3; open++) {
                json.writeEndObject();
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a string takes every character", impossible);
        }
        return text + "\n";
    }

    private static void action(JsonGenerator json, Command command) throws IOException {
        json.writeObjectFieldStart(command.word());
        json.writeArrayFieldStart("type");
        json.writeString("string");
        json.writeString("array");
        json.writeEndArray();
        json.writeObjectFieldStart("items");
        json.writeStringField("type", "string");
        json.writeEndObject();
        json.writeStringField("description", command.words());
        json.writeEndObject();
    }

    private static void key(JsonGenerator json, Key key) throws IOException {
        json.writeObjectFieldStart(key.word());
        switch (key.form()) {
            case TEXT, FILE -> json.writeStringField("type", "string");
            case NUMBER -> json.writeStringField("type", "integer");
            case SWITCH -> json.writeStringField("type", "boolean");
            case LIST -> {
                json.writeStringField("type", "array");
                json.writeObjectFieldStart("items");
                json.writeStringField("type", "string");
                json.writeEndObject();
            }
        }
        json.writeStringField("description", key.meaning());
        json.writeEndObject();
    }
}
