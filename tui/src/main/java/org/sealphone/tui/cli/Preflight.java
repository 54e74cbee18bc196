package org.sealphone.tui.cli;

import java.util.Set;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.ReasonCode;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.media.reason.MediaReason;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.report.ExitCode;
import org.sealphone.ua.report.UaReason;

/** With which code a command ends that was refused before anything left. Pure. */
final class Preflight {
    private static final Set<ReasonCode> USAGE = Set.of(
            CliReason.CLI_01,
            CliReason.CLI_02,
            CliReason.CLI_03,
            CliReason.CLI_04,
            CliReason.CLI_05,
            CliReason.CLI_06,
            CliReason.CLI_09,
            CliReason.CLI_30,
            CliReason.CLI_60,
            CliReason.CLI_61,
            CliReason.CLI_62,
            CliReason.CLI_63,
            CliReason.CLI_64,
            CliReason.CLI_68,
            CliReason.CLI_69,
            MediaReason.DEV_06,
            UaReason.GUARD_05,
            UaReason.GUARD_08);
    private static final Set<ReasonCode> LOCAL = Set.of(
            CliReason.CLI_07,
            CliReason.CLI_08,
            CliReason.CLI_10,
            CliReason.CLI_13,
            CliReason.CLI_14,
            CliReason.CLI_25,
            CliReason.CLI_29,
            CliReason.CLI_32,
            CliReason.CLI_33,
            CliReason.CLI_34,
            CliReason.CLI_38,
            CliReason.CLI_65,
            CliReason.CLI_66,
            CliReason.CLI_67,
            CryptoReason.TLS_32,
            CryptoReason.TLS_33,
            MediaReason.DEV_01,
            MediaReason.DEV_02,
            MediaReason.DEV_03,
            MediaReason.DEV_04,
            MediaReason.DEV_07,
            MediaReason.DEV_09,
            MediaReason.DEV_20);

    private Preflight() {}

    static ExitCode exit(Refusal refusal) {
        if (USAGE.contains(refusal.reason())) {
            return ExitCode.USAGE;
        }
        return LOCAL.contains(refusal.reason()) ? ExitCode.LOCAL : ExitCode.REFUSED_BY_POLICY;
    }
}
