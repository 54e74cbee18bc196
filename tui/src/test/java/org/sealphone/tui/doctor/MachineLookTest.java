package org.sealphone.tui.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealphone.certs.DevelopmentCa;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.tls.TrustAnchors;
import org.sealphone.harness.stage.Stage;
import org.sealphone.media.codec.opus.OpusLibrary;
import org.sealphone.media.reason.MediaReason;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.report.Health;
import org.sealphone.tui.report.Report;

/** Each thing of a machine as it should be and as it should not, side by side. */
class MachineLookTest {
    private static final Instant NOW = Instant.parse("2026-11-27T14:30:00Z");
    private static final LocalDate RELEASED = LocalDate.parse("2025-10-21");

    @TempDir
    Path root;

    private Path made(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    private static void isWell(Report.Check check, String... words) {
        assertThat(check.health()).isEqualTo(Health.GOOD);
        assertThat(check.found()).contains(words);
        assertThat(check.reason()).isEmpty();
        assertThat(check.advice()).isEmpty();
    }

    private static void isNot(Report.Check check, Health health, Object reason, String... words) {
        assertThat(check.health()).isEqualTo(health);
        assertThat(check.found()).contains(words);
        assertThat((Object) check.reason().orElseThrow()).isEqualTo(reason);
        assertThat(check.advice().orElseThrow()).isNotBlank();
    }

    @Test
    void CLI_55_java_with_and_without_its_sound() {
        isWell(JavaLook.java("17.0.15", List.of()), "17.0.15");
        isNot(
                JavaLook.java("17.0.15", List.of("java.desktop")),
                Health.FAULT,
                CliReason.CLI_55,
                "without java.desktop");
        assertThat(JavaLook.look()).extracting(Report.Check::subject).containsExactly("java", "srtp");
    }

    @Test
    void CLI_52_srtp_by_either_way() {
        isWell(JavaLook.srtp(true, "intrinsics of the JDK"), "intrinsics");
        isNot(JavaLook.srtp(false, "public API (closed)"), Health.CARE, CliReason.CLI_52, "closed");
    }

    @Test
    void DEV_20_opus_that_passed_its_test_and_none() {
        isWell(OpusLook.of(OpusLibrary.shared()), "shipped", "passed its test", "by its trained model");
        isNot(
                OpusLook.of(Outcome.refused(MediaReason.DEV_20, "it cannot be loaded")),
                Health.CARE,
                MediaReason.DEV_20,
                "G.722 and G.711",
                "cannot be loaded");
    }

    @Test
    void CLI_50_a_clock_before_the_release_of_this_java_or_a_generation_after_it() {
        isWell(ClockLook.of(NOW, RELEASED, ClockLook.Keeper.UNSEEN), "2026-11-27 14:30 UTC");
        isWell(ClockLook.of(NOW, RELEASED, ClockLook.Keeper.SYNCHRONIZED), "kept right");
        isNot(
                ClockLook.of(Instant.EPOCH, RELEASED, ClockLook.Keeper.UNSEEN),
                Health.FAULT,
                CliReason.CLI_50,
                "1970-01-01",
                "2025-10-21");
        isNot(
                ClockLook.of(NOW.plus(Duration.ofDays(366 * 15)), RELEASED, ClockLook.Keeper.UNSEEN),
                Health.FAULT,
                CliReason.CLI_50,
                "15 years after");
    }

    @Test
    void CLI_51_a_time_service_that_has_not_set_the_clock() throws IOException {
        assertThat(ClockLook.keeper(root)).isEqualTo(ClockLook.Keeper.UNSEEN);
        made("run/systemd/timesync/x", "");
        assertThat(ClockLook.keeper(root)).isEqualTo(ClockLook.Keeper.WAITING);
        isNot(ClockLook.of(NOW, RELEASED, ClockLook.keeper(root)), Health.CARE, CliReason.CLI_51, "not set yet");
        made("run/systemd/timesync/synchronized", "");
        assertThat(ClockLook.keeper(root)).isEqualTo(ClockLook.Keeper.SYNCHRONIZED);
    }

    @Test
    void TLS_32_authorities_that_count_today_and_none() {
        TrustAnchors one = TrustAnchors.of(
                List.of(DevelopmentCa.create("x", NOW, new SecureRandom()).certificate()));
        isWell(TrustLook.of(Outcome.granted(one), NOW), "1 of 1");
        isNot(
                TrustLook.of(Outcome.granted(one), NOW.plus(Duration.ofDays(36_500))),
                Health.FAULT,
                CryptoReason.TLS_32,
                "0 of 1");
        isNot(
                TrustLook.of(Outcome.refused(CryptoReason.TLS_32, "unreadable"), NOW),
                Health.FAULT,
                CryptoReason.TLS_32,
                "unreadable");
    }

    @Test
    void CLI_53_terminals() {
        Map<String, String> good = Map.of("TERM", "xterm", "LANG", "C.UTF-8");
        isWell(TerminalLook.of(good, false, Optional.empty()), "none");
        isWell(TerminalLook.of(good, true, TerminalLook.Size.of("24 80\n")), "xterm, 80x24, UTF-8, colours");
        isWell(TerminalLook.of(good, true, TerminalLook.Size.of("")), "xterm, UTF-8");
        isNot(
                TerminalLook.of(good, true, TerminalLook.Size.of("20 60")),
                Health.CARE,
                CliReason.CLI_53,
                "60x20",
                "smaller than 80x24");
        isNot(
                TerminalLook.of(Map.of("LANG", "C"), true, Optional.empty()),
                Health.CARE,
                CliReason.CLI_53,
                "dumb",
                "not UTF-8",
                "no colours");
    }

    @Test
    void CLI_54_what_stands_in_the_way_of_a_witness() throws IOException {
        isWell(WitnessLook.of(Stage.NAMESPACE, Optional.of(true), Optional.empty()), "root");
        isWell(WitnessLook.of(Stage.USER_NAMESPACE, Optional.of(false), Optional.empty()), "user namespace");
        isNot(
                WitnessLook.of(Stage.NAMESPACE, Optional.of(false), Optional.empty()),
                Health.CARE,
                CliReason.CLI_54,
                "CAP_NET_RAW");
        isNot(
                WitnessLook.of(Stage.LOOPBACK, Optional.empty(), WitnessLook.bar(root)),
                Health.CARE,
                CliReason.CLI_54,
                "unshare");
        made("proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1\n");
        Report.Check barred = WitnessLook.of(Stage.LOOPBACK, Optional.empty(), WitnessLook.bar(root));
        isNot(barred, Health.CARE, CliReason.CLI_54, "kernel.apparmor_restrict_unprivileged_userns is 1");
        assertThat(barred.advice().orElseThrow()).contains("sysctl -w kernel.apparmor_restrict_unprivileged_userns=0");
        assertThat(WitnessLook.captures(root)).isEmpty();
        made("proc/self/status", "Name:\tjava\nCapEff:\t00000000a80425fb\n");
        assertThat(WitnessLook.captures(root)).contains(true);
        made("proc/self/status", "Name:\tjava\nCapEff:\t00000000a80405fb\n");
        assertThat(WitnessLook.captures(root)).contains(false);
    }
}
