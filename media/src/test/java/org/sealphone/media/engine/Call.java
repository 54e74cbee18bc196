package org.sealphone.media.engine;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.sdes.Agreed;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.crypto.time.Timeline;
import org.sealphone.crypto.time.VirtualTimeline;
import org.sealphone.crypto.wire.AgreedPair;
import org.sealphone.crypto.wire.MediaRemote;
import org.sealphone.crypto.wire.ReservedPort;
import org.sealphone.crypto.wire.SimulatedNetwork;
import org.sealphone.crypto.wire.Weather;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.sdp.Direction;
import org.sealphone.media.sdp.MediaPlan;
import org.sealphone.media.sdp.PayloadFormat;
import org.sealphone.media.sdp.TelephoneEvents;

/** Two parties of one call, with real keys and real sealed packets, on a simulated network in virtual time. */
final class Call {
    final VirtualTimeline timeline = new VirtualTimeline();
    final SimulatedNetwork network;
    final MediaTicker ticker = MediaTicker.scheduled(timeline);
    final AgreedPair keys;
    final ReservedPort nearPort;
    final ReservedPort farPort;
    final Ear nearEar = new Ear();
    final Ear farEar = new Ear();

    Call(Weather weather, SrtpSuite suite) {
        this(weather, suite, 1);
    }

    Call(Weather weather, SrtpSuite suite, long seed) {
        network = new SimulatedNetwork(timeline, seed, weather);
        keys = AgreedPair.of(suite);
        nearPort = network.reserve(1);
        farPort = network.reserve(2);
    }

    /** Remembers what a session tells its owner. */
    static final class Ear implements MediaListener {
        final List<Refusal> failures = new ArrayList<>();
        final StringBuilder pressed = new StringBuilder();
        int began;

        @Override
        public void began() {
            began++;
        }

        @Override
        public void pressed(char key) {
            pressed.append(key);
        }

        @Override
        public void failed(Refusal cause) {
            failures.add(cause);
        }
    }

    static MediaPlan plan(Agreed agreed, ReservedPort peer, Direction direction, int ptime, Codec... codecs) {
        List<PayloadFormat> formats = new ArrayList<>();
        for (Codec codec : codecs) {
            formats.add(new PayloadFormat(codec, codec.payloadType()));
        }
        InetSocketAddress to = new InetSocketAddress(peer.address(), peer.rtpPort());
        List<TelephoneEvents> events = List.of(new TelephoneEvents(101, codecs[0].clockRate(), 0x1_FFFF));
        return new MediaPlan(agreed, formats, events, ptime, MediaRemote.multiplexed(to), direction);
    }

    MediaSession near(MediaPlan plan, AudioInput input, AudioOutput... outputs) {
        return start(timeline, nearPort, plan, input, ticker, nearEar, outputs);
    }

    MediaSession far(MediaPlan plan, AudioInput input, AudioOutput... outputs) {
        return start(timeline, farPort, plan, input, ticker, farEar, outputs);
    }

    MediaSession near(AudioInput input) {
        return near(plan(keys.offerer(), farPort, Direction.SENDRECV, 20, Codec.PCMU), input);
    }

    MediaSession far(AudioInput input) {
        return far(plan(keys.answerer(), nearPort, Direction.SENDRECV, 20, Codec.PCMU), input);
    }

    static MediaSession start(
            Timeline timeline,
            ReservedPort port,
            MediaPlan plan,
            AudioInput input,
            MediaTicker ticker,
            MediaListener listener,
            AudioOutput... outputs) {
        return MediaSession.start(
                port, plan, input, List.of(outputs), MediaSettings.USUAL, timeline, new Random(), ticker, listener);
    }

    void pass(Duration time) {
        timeline.advance(time);
    }
}
