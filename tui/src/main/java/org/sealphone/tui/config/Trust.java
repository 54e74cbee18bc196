package org.sealphone.tui.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.tls.SpkiPin;
import org.sealphone.crypto.tls.TrustAnchors;

/** Whom to trust, by {@code --ca} and {@code --pin}: without both the authorities of the platform, with pins alone the keys themselves. */
public final class Trust {
    private Trust() {}

    public static Outcome<TrustAnchors> anchors(Optional<Path> ca, List<String> texts) {
        if (ca.filter(file -> !Files.isReadable(file)).isPresent()) {
            return Outcome.refused(CliReason.CLI_13, "--ca " + ca.get());
        }
        return pins(texts).then(pins -> {
            if (pins.isEmpty()) {
                return ca.map(AuthorityFile::read).orElseGet(TrustAnchors::system);
            }
            if (ca.isPresent()) {
                return AuthorityFile.read(ca.get()).then(anchors -> Outcome.granted(with(anchors, pins)));
            }
            SpkiPin[] more = pins.subList(1, pins.size()).toArray(new SpkiPin[0]);
            return Outcome.granted(TrustAnchors.pinned(pins.get(0), more));
        });
    }

    private static TrustAnchors with(TrustAnchors anchors, List<SpkiPin> pins) {
        TrustAnchors all = anchors;
        for (SpkiPin pin : pins) {
            all = all.andPin(pin);
        }
        return all;
    }

    private static Outcome<List<SpkiPin>> pins(List<String> texts) {
        Outcome<List<SpkiPin>> all = Outcome.granted(List.of());
        for (String text : texts) {
            all = all.then(read -> SpkiPin.parse(text).then(pin -> {
                List<SpkiPin> longer = new ArrayList<>(read);
                longer.add(pin);
                return Outcome.granted(List.copyOf(longer));
            }));
        }
        return all;
    }
}
