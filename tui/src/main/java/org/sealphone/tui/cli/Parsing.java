package org.sealphone.tui.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.crypto.tls.IdentityMode;
import org.sealphone.harness.sip.DigestAlgorithm;
import org.sealphone.media.codec.Codec;
import org.sealphone.tui.config.IpLiteral;
import org.sealphone.tui.text.Look;
import org.sealphone.tui.text.Spans;
import org.sealphone.ua.policy.SecurityPolicy;
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

    /** {@code rfc5922}, {@code https-wildcard}, {@code pinned-spki}. */
    static final class Identity implements ITypeConverter<IdentityMode> {
        @Override
        public IdentityMode convert(String text) {
            for (IdentityMode mode : IdentityMode.values()) {
                if (mode.word().equals(text)) {
                    return mode;
                }
            }
            throw new TypeConversionException("'" + text + "' is none of rfc5922, https-wildcard, pinned-spki");
        }
    }

    /** {@code strict}, {@code standard}, {@code interop}. */
    static final class Policy implements ITypeConverter<SecurityPolicy> {
        @Override
        public SecurityPolicy convert(String text) {
            return SecurityPolicy.named(text)
                    .orElseThrow(
                            () -> new TypeConversionException("'" + text + "' is none of strict, standard, interop"));
        }
    }

    /** An address in digits. */
    static final class Ip implements ITypeConverter<InetAddress> {
        @Override
        public InetAddress convert(String text) {
            return IpLiteral.parse(text)
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is no address in digits"));
        }
    }

    /** {@code 127.0.0.1:5061}, {@code [::1]:0}. */
    static final class Listen implements ITypeConverter<InetSocketAddress> {
        @Override
        public InetSocketAddress convert(String text) {
            int colon = text.lastIndexOf(':');
            String port = text.substring(colon + 1);
            if (colon < 0 || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 65535) {
                throw new TypeConversionException("'" + text + "' is no address and port, such as 127.0.0.1:5061");
            }
            return new InetSocketAddress(new Ip().convert(text.substring(0, colon)), Integer.parseInt(port));
        }
    }

    /** The codecs of this build; those of the contract that come later are known by name. */
    static final class CodecName implements ITypeConverter<Codec> {
        private static final Set<String> LATER = Set.of("opus", "g722", "l16", "telephone-event");

        @Override
        public Codec convert(String text) {
            return Codec.named(text).orElseThrow(() -> {
                if (LATER.contains(text.toLowerCase(Locale.ROOT))) {
                    return new NotYet("--codecs " + text);
                }
                return new TypeConversionException("'" + text + "' is no codec of this build, which has "
                        + names(Codec.values()).toLowerCase(Locale.ROOT));
            });
        }
    }

    /** The suites by their names in RFC 4568, 6188 and 7714, in any case. */
    static final class SuiteName implements ITypeConverter<SrtpSuite> {
        @Override
        public SrtpSuite convert(String text) {
            return SrtpSuite.named(text)
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + text + "' is no suite of this phone, which has " + names(SrtpSuite.values())));
        }
    }

    /** 200, 486. */
    static final class Status implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            if (!text.matches("[2-6]\\d\\d")) {
                throw new TypeConversionException("'" + text + "' is no final status, 200 to 699");
            }
            return Integer.valueOf(text);
        }
    }

    /** 440, 1004.5. */
    static final class Tone implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            if (!text.matches("\\d{2,4}(\\.\\d{1,3})?")) {
                throw new TypeConversionException("'" + text + "' is no frequency in hertz, such as 440");
            }
            return Double.valueOf(text);
        }
    }

    /** 1, 20. */
    static final class Count implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            if (!text.matches("[1-9]\\d{0,5}")) {
                throw new TypeConversionException("'" + text + "' is no number from 1 on");
            }
            return Integer.valueOf(text);
        }
    }

    /** SHA-256, SHA-512-256, MD5. */
    static final class Digest implements ITypeConverter<DigestAlgorithm> {
        @Override
        public DigestAlgorithm convert(String text) {
            return DigestAlgorithm.named(text)
                    .orElseThrow(
                            () -> new TypeConversionException("'" + text + "' is none of SHA-256, SHA-512-256, MD5"));
        }
    }

    private static String names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).collect(Collectors.joining(", "));
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
