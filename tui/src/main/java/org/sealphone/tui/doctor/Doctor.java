package org.sealphone.tui.doctor;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.tls.TrustAnchors;
import org.sealphone.crypto.wire.WireTap;
import org.sealphone.media.audio.SoundDevices;
import org.sealphone.media.codec.opus.OpusLibrary;
import org.sealphone.tui.config.Folders;
import org.sealphone.tui.report.Report;
import org.sealphone.ua.api.Account;

/**
 * Looks at this machine, one thing after the other, and takes the seconds that trying takes. Sends nothing, unless an account is given,
 * whose name is then looked up and whose trunk is greeted with a TLS handshake. Owner: the command's thread.
 */
public final class Doctor {
    private static final Path ROOT = Path.of("/");

    private final Map<String, String> environment;
    private final boolean terminal;
    private final SoundDevices devices;
    private final BooleanSupplier ended;

    /**
     * @param terminal whether a person looks at what will be said
     * @param ended whether nobody waits for the rest any more
     */
    public Doctor(Map<String, String> environment, boolean terminal, SoundDevices devices, BooleanSupplier ended) {
        this.environment = environment;
        this.terminal = terminal;
        this.devices = devices;
        this.ended = ended;
    }

    /** Everything that can be looked at. The tap sees what a handshake with the account's trunk puts on the wire. */
    public List<Report.Check> examine(Supplier<Outcome<OpusLibrary>> opus, Optional<Account> account, WireTap tap) {
        Instant now = Instant.now();
        List<Supplier<List<Report.Check>>> looks = List.of(
                JavaLook::look,
                () -> List.of(OpusLook.of(opus.get())),
                () -> new SoundLook(SoundLook.Lines.of(devices), SoundServer.look(environment, ROOT)).look(),
                () -> List.of(
                        ClockLook.look(ROOT, now),
                        TrustLook.of(TrustAnchors.system(), now),
                        TerminalLook.look(environment, terminal),
                        WitnessLook.look(ROOT)),
                () -> StoreLook.look(Folders.of(environment).store(), now),
                () -> account.map(known -> TrunkLook.look(known, tap)).orElse(List.of()));
        List<Report.Check> checks = new ArrayList<>();
        for (Supplier<List<Report.Check>> look : looks) {
            if (!ended.getAsBoolean()) {
                checks.addAll(look.get());
            }
        }
        return checks;
    }

    /** Something that works and was found weak elsewhere. */
    public static Report.Check remark(String subject, Refusal weakness) {
        return Findings.care(subject, weakness.detail(), weakness.reason());
    }
}
