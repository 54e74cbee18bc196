package org.sealphone.tui.cli;

import java.util.Locale;
import java.util.Optional;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.media.rtp.Digits;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.report.ExitCode;
import org.sealphone.tui.report.Report;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.End;

/** Compares what was expected with what came. Pure. */
final class Expectation {
    private static final double NEAR_HZ = 2.0;
    private static final double CLEAR_DB = 10.0;

    private Expectation() {}

    /**
     * The exit of a call whose final status was foretold: ok when it came, check-failed when another did. What is about something else than
     * the status, such as our own refusal of the answer, stays what it is.
     */
    static ExitCode status(boolean came, End end) {
        boolean aboutStatus = end.isOk() || end instanceof End.RejectedByPeer || end instanceof End.AuthFailed;
        ExitCode foretold = came ? ExitCode.OK : ExitCode.CHECK_FAILED;
        return aboutStatus ? foretold : foretold.or(Facts.exit(end));
    }

    /** What is missing of an expected tone. */
    static Optional<Refusal> tone(double hertz, Optional<Report.Heard> heard) {
        boolean there = heard.isPresent()
                && heard.get()
                        .toneHz()
                        .map(hz -> Math.abs(hz - hertz) <= NEAR_HZ)
                        .orElse(false)
                && heard.get().snrDb().orElse(Double.NEGATIVE_INFINITY) >= CLEAR_DB;
        if (there) {
            return Optional.empty();
        }
        String instead = heard.map(Expectation::words).orElse("nothing");
        return Optional.of(new Refusal(CliReason.CLI_21, "wanted " + plain(hertz) + " Hz, heard " + instead));
    }

    /** What is missing of an expected quality; a call in which nothing was heard has none. */
    static Optional<Refusal> quality(double least, Optional<Report.Media> media) {
        Optional<Double> mos = media.flatMap(Report.Media::mos);
        if (mos.isPresent() && mos.get() >= least) {
            return Optional.empty();
        }
        String instead =
                mos.map(value -> String.format(Locale.ROOT, "%.2f", value)).orElse("nothing was heard");
        return Optional.of(new Refusal(CliReason.CLI_28, "wanted " + plain(least) + ", got " + instead));
    }

    /** What is missing of the digits that were to be sent in a call that was answered. */
    static Optional<Refusal> digits(Optional<String> keys, CallReport call) {
        int wanted = keys.flatMap(Digits::parse).map(Digits::keys).orElse(0);
        int sent = call.media().map(media -> media.digits().sent()).orElse(wanted);
        return sent < wanted ? Optional.of(new Refusal(CliReason.CLI_27, sent + " of " + wanted)) : Optional.empty();
    }

    private static String words(Report.Heard heard) {
        return heard.toneHz()
                .map(hz -> plain(hz) + " Hz, " + plain(heard.snrDb().orElse(0.0)) + " dB above all else")
                .orElse("no single tone at " + plain(heard.rmsDbfs()) + " dBFS");
    }

    private static String plain(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
