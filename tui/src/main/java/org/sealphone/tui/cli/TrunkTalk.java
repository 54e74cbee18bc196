package org.sealphone.tui.cli;

import java.time.Instant;
import java.util.Optional;
import org.sealphone.harness.trunk.CallEnded;
import org.sealphone.harness.trunk.SdpPassage;
import org.sealphone.harness.trunk.ServiceMedia;
import org.sealphone.harness.trunk.SipSeen;
import org.sealphone.harness.trunk.TrunkObserver;
import org.sealphone.tui.report.PhoneWords;

/** Says what happens at the trunk. Of SIP it says the first line alone: the rest holds keys. Thread: the trunk's loop. */
final class TrunkTalk implements TrunkObserver {
    private final Talk talk;
    private final Optional<KeyFile> keys;

    TrunkTalk(Talk talk, Optional<KeyFile> keys) {
        this.talk = talk;
        this.keys = keys;
    }

    @Override
    public void sip(SipSeen seen) {
        talk.step(seen.at(), "SIP", seen.toString());
    }

    @Override
    public void sdp(SdpPassage passage) {
        keys.ifPresent(file -> file.sdp(passage));
    }

    @Override
    public void mediaOpened(ServiceMedia media) {
        talk.step(Instant.now(), "MEDIA", media.service().user() + " on " + PhoneWords.address(media.localRtp()));
    }

    @Override
    public void callEnded(CallEnded ended) {
        talk.say(
                Instant.now(),
                "call from " + ended.from() + " to " + ended.to() + ": " + ended.status() + ", " + ended.why());
    }

    @Override
    public void registration(String user, int expires) {
        talk.say(Instant.now(), expires == 0 ? user + " is gone" : user + " registered for " + expires + " s");
    }

    @Override
    public void connection(String event) {
        talk.step(Instant.now(), "TLS", event);
    }
}
