package org.sealphone.tui.doctor;

import java.util.List;
import org.sealphone.crypto.cipher.CipherBackend;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.report.Report;

/** The Java that this runs on, and by which of its two ways SRTP is computed. */
final class JavaLook {
    private static final List<String> NEEDED = List.of("java.desktop");

    private JavaLook() {}

    static List<Report.Check> look() {
        CipherBackend backend = CipherBackend.chosen();
        return List.of(
                java(
                        Runtime.version() + ", " + System.getProperty("java.vendor", "of unknown origin") + ", "
                                + System.getProperty("os.name", "") + " " + System.getProperty("os.arch", ""),
                        NEEDED.stream()
                                .filter(name ->
                                        ModuleLayer.boot().findModule(name).isEmpty())
                                .toList()),
                srtp(backend.intrinsic(), backend.describe()));
    }

    static Report.Check java(String version, List<String> missing) {
        return missing.isEmpty()
                ? Findings.good("java", version)
                : Findings.fault("java", version + ", without " + String.join(", ", missing), CliReason.CLI_55);
    }

    static Report.Check srtp(boolean intrinsic, String described) {
        return intrinsic
                ? Findings.good("srtp", described + ", which agree with its public API")
                : Findings.care("srtp", described, CliReason.CLI_52);
    }
}
