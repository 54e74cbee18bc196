package org.sealphone.tui.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.sealphone.tui.text.Look;
import org.sealphone.tui.text.Spans;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** From the words of the command line to values. Each refusal says which form is understood. */
final class Parsing {
    private Parsing() {}

    /** {@code 20s}, {@code 2m}, {@code 500ms}. */
    static final class Span implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return Spans.parse(text)
                    .filter(span -> !span.isZero())
                    .orElseThrow(() -> new TypeConversionException("'" + text
                            + "' is no duration: write a number with its unit, such as 500ms, 20s, 2m or 1h"));
        }
    }

    /** {@code auto}, {@code always}, {@code never}. */
    static final class Colour implements ITypeConverter<Look.Colour> {
        @Override
        public Look.Colour convert(String text) {
            for (Look.Colour colour : Look.Colour.values()) {
                if (colour.name().toLowerCase(Locale.ROOT).equals(text)) {
                    return colour;
                }
            }
            throw new TypeConversionException("'" + text + "' is none of auto, always, never");
        }
    }

    /** A path on this machine. */
    static final class FilePath implements ITypeConverter<Path> {
        @Override
        public Path convert(String text) {
            try {
                if (text.isEmpty()) {
                    throw new TypeConversionException("the name of a file is empty");
                }
                return Path.of(text);
            } catch (InvalidPathException invalid) {
                throw new TypeConversionException("'" + text + "' is no name of a file");
            }
        }
    }

    /** {@code human}, {@code json}; the others of the contract come later. */
    static final class Form implements ITypeConverter<OutputForm> {
        @Override
        public OutputForm convert(String text) {
            if (text.equals("human")) {
                return OutputForm.HUMAN;
            }
            if (text.equals("json")) {
                return OutputForm.JSON;
            }
            if (text.equals("jsonl") || text.startsWith("junit=") || text.startsWith("html=")) {
                throw new NotYet("-o " + text.replaceAll("=.*", "="));
            }
            throw new TypeConversionException("'" + text + "' is none of human, json");
        }
    }

    /** Part of the contract, and not in this build. */
    static final class NotYet extends TypeConversionException {
        private static final long serialVersionUID = 1L;

        private final String what;

        NotYet(String what) {
            super(what + " is not in this build yet");
            this.what = what;
        }

        String what() {
            return what;
        }
    }
}
