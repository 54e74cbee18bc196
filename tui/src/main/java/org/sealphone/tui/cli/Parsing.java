package org.sealphone.tui.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.crypto.tls.IdentityMode;
import org.sealphone.harness.load.CallTone;
import org.sealphone.harness.sip.DigestAlgorithm;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.codec.OpusSettings;
import org.sealphone.media.rtp.Digits;
import org.sealphone.tui.config.IpLiteral;
import org.sealphone.tui.text.Look;
import org.sealphone.tui.text.Spans;
import org.sealphone.ua.api.CallWaiting;
import org.sealphone.ua.api.MailboxNews;
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

    /** A minute to an hour. */
    static final class Soak implements ITypeConverter<Duration> {
        private static final Duration SHORTEST = Duration.ofMinutes(1);
        private static final Duration LONGEST = Duration.ofHours(1);

        @Override
        public Duration convert(String text) {
            return Spans.parse(text)
                    .filter(span -> span.compareTo(SHORTEST) >= 0 && span.compareTo(LONGEST) <= 0)
                    .orElseThrow(
                            () -> new TypeConversionException("'" + text + "' is no time from 1m to 1h, such as 20m"));
        }
    }

    /** A time from none to a minute. */
    static final class Patience implements ITypeConverter<Duration> {
        private static final Duration LONGEST = Duration.ofSeconds(60);

        @Override
        public Duration convert(String text) {
            return Spans.parse(text)
                    .filter(span -> span.compareTo(LONGEST) <= 0)
                    .orElseThrow(
                            () -> new TypeConversionException("'" + text + "' is no time from 0s to 60s, such as 20s"));
        }
    }

    /** Where sound goes. */
    enum SoundTo {
        /** Where authentic packets come from. */
        FOLLOW,
        /** Where the description says. */
        FIXED
    }

    /** {@code follow}, {@code fixed}. A value of two words that were a boolean would be taken for a switch by picocli. */
    static final class Follows implements ITypeConverter<SoundTo> {
        @Override
        public SoundTo convert(String text) {
            return switch (text) {
                case "follow" -> SoundTo.FOLLOW;
                case "fixed" -> SoundTo.FIXED;
                default -> throw new TypeConversionException("'" + text + "' is none of follow, fixed");
            };
        }
    }

    /** {@code offer}, {@code refuse}. */
    static final class Waiting implements ITypeConverter<CallWaiting> {
        @Override
        public CallWaiting convert(String text) {
            return switch (text) {
                case "offer" -> CallWaiting.OFFERED;
                case "refuse" -> CallWaiting.REFUSED;
                default -> throw new TypeConversionException("'" + text + "' is none of offer, refuse");
            };
        }
    }

    /** {@code told}, {@code subscribe}. */
    static final class Mail implements ITypeConverter<MailboxNews> {
        @Override
        public MailboxNews convert(String text) {
            return switch (text) {
                case "told" -> MailboxNews.TOLD;
                case "subscribe" -> MailboxNews.SUBSCRIBED;
                default -> throw new TypeConversionException("'" + text + "' is none of told, subscribe");
            };
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

    /** {@code human}, {@code json}, {@code jsonl}, {@code junit=FILE}, {@code html=FILE}. */
    static final class Form implements ITypeConverter<OutputForm> {
        @Override
        public OutputForm convert(String text) {
            if (text.equals("human")) {
                return OutputForm.onStdout(OutputForm.Kind.HUMAN);
            }
            if (text.equals("json")) {
                return OutputForm.onStdout(OutputForm.Kind.JSON);
            }
            if (text.equals("jsonl")) {
                return OutputForm.onStdout(OutputForm.Kind.JSONL);
            }
            if (text.startsWith("junit=")) {
                return file(OutputForm.Kind.JUNIT, text);
            }
            if (text.startsWith("html=")) {
                return file(OutputForm.Kind.HTML, text);
            }
            throw new TypeConversionException("'" + text + "' is none of human, json, jsonl, junit=FILE, html=FILE");
        }

        private static OutputForm file(OutputForm.Kind kind, String text) {
            return new OutputForm(kind, Optional.of(new FilePath().convert(text.substring(text.indexOf('=') + 1))));
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

    /** The codecs of this build, in any case. */
    static final class CodecName implements ITypeConverter<Codec> {
        @Override
        public Codec convert(String text) {
            return Codec.named(text)
                    .orElseThrow(
                            () -> new TypeConversionException("'" + text + "' is no codec of this build, which has "
                                    + names(Codec.values()).toLowerCase(Locale.ROOT)));
        }
    }

    /** Bits in a second, as {@link OpusSettings} bounds them. */
    static final class OpusBitrate implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return number(text, OpusSettings.LEAST_BITRATE, OpusSettings.MOST_BITRATE, "number of bits in a second");
        }
    }

    /** 0 to 10. */
    static final class OpusComplexity implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return number(text, 0, OpusSettings.MOST_COMPLEXITY, "complexity");
        }
    }

    private static int number(String text, int least, int most, String what) {
        int number = text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw new TypeConversionException("'" + text + "' is no " + what + " from " + least + " to " + most);
        }
        return number;
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

    /** 1 to 4.4: more than that the E-model gives to nobody. */
    static final class Mos implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            if (!text.matches("[1-4](\\.\\d{1,2})?") || Double.parseDouble(text) > 4.4) {
                throw new TypeConversionException("'" + text + "' is no mean opinion score, 1 to 4.4, such as 3.8");
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

    /** 0.1 to 1000, perhaps with an x behind it. */
    static final class Speed implements ITypeConverter<Double> {
        private static final double LEAST = 0.1;
        private static final double MOST = 1000;

        @Override
        public Double convert(String text) {
            String number = text.endsWith("x") ? text.substring(0, text.length() - 1) : text;
            if (!number.matches("\\d{1,4}(\\.\\d{1,2})?")
                    || Double.parseDouble(number) < LEAST
                    || Double.parseDouble(number) > MOST) {
                throw new TypeConversionException("'" + text + "' is no speed, 0.1 to 1000 times as fast");
            }
            return Double.valueOf(number);
        }
    }

    /** 1 to 3650. */
    static final class Days implements ITypeConverter<Integer> {
        private static final int MOST = 3650;

        @Override
        public Integer convert(String text) {
            if (!text.matches("[1-9]\\d{0,3}") || Integer.parseInt(text) > MOST) {
                throw new TypeConversionException("'" + text + "' is no number of days, 1 to " + MOST);
            }
            return Integer.valueOf(text);
        }
    }

    /** 1 to 4000: more calls at once than that have no pair of ports left to choose from. */
    static final class Crowd implements ITypeConverter<Integer> {
        private static final int MOST = 4000;

        @Override
        public Integer convert(String text) {
            if (!text.matches("[1-9]\\d{0,3}") || Integer.parseInt(text) > MOST) {
                throw new TypeConversionException("'" + text + "' is no number of calls, 1 to " + MOST);
            }
            return Integer.valueOf(text);
        }
    }

    /** 0.5, 50. */
    static final class Rate implements ITypeConverter<Double> {
        private static final double MOST = 500;

        @Override
        public Double convert(String text) {
            boolean number = text.matches("\\d{1,3}(\\.\\d{1,2})?");
            if (!number || !(Double.parseDouble(text) > 0) || Double.parseDouble(text) > MOST) {
                throw new TypeConversionException("'" + text + "' is no rate in calls a second, above 0 and up to 500");
            }
            return Double.valueOf(text);
        }
    }

    /** {@code own}: that of the call itself; or one frequency for all. */
    static final class ToneOfCall implements ITypeConverter<IntToDoubleFunction> {
        @Override
        public IntToDoubleFunction convert(String text) {
            if (text.equals("own")) {
                return CallTone::hertz;
            }
            double hertz = new Tone().convert(text);
            return call -> hertz;
        }
    }

    /** {@code each}: another in every call; or one frequency for all. */
    static final class ToneOfEach implements ITypeConverter<ExpectedTones> {
        @Override
        public ExpectedTones convert(String text) {
            return text.equals("each") ? ExpectedTones.another() : ExpectedTones.always(new Tone().convert(text));
        }
    }

    /** Keys to press in a call. What was typed is repeated nowhere: it may be a PIN. */
    static final class Keys implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (Digits.parse(PhoneSession.LEAD_IN + text).isEmpty()) {
                throw new TypeConversionException(
                        "digits are 0-9 * # A-D and ! for a flash, with , or p for a pause of a second, up to 255 in all");
            }
            return text;
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
