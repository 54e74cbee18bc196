package org.sealphone.tui.config;

import java.util.List;

/**
 * What was given for a key, and where: a line of a file, or an environment variable.
 *
 * @param values one, or those of a list
 * @param origin in words
 */
public record Setting(List<String> values, String origin) {
    public Setting {
        values = List.copyOf(values);
    }
}
