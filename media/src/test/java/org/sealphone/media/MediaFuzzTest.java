package org.sealphone.media;

import java.util.List;
import org.sealphone.fuzz.FuzzReplay;
import org.sealphone.fuzz.FuzzTarget;
import org.sealphone.media.audio.WavFuzz;
import org.sealphone.media.sdp.SdpFuzz;

class MediaFuzzTest extends FuzzReplay {
    @Override
    protected List<FuzzTarget> targets() {
        return List.of(new SdpFuzz(), new WavFuzz());
    }
}
