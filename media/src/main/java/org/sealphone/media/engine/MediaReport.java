package org.sealphone.media.engine;

import java.util.Optional;
import java.util.OptionalDouble;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.tone.Heard;

/**
 * The media of one call up to a moment.
 *
 * @param codec what we send
 * @param suite what protects both directions
 * @param txPackets SRTP packets that the socket took
 * @param rxPackets SRTP packets that authenticated
 * @param rxLost packets that never came
 * @param rxLate packets that came after their time, or twice
 * @param rxConcealed packets whose sound was made up
 * @param rxAuthFailed packets, SRTP and SRTCP, whose tag was wrong
 * @param rxReplayed packets that were replays or too old
 * @param rtcpTx SRTCP compounds that the socket took
 * @param rtcpRx SRTCP compounds that authenticated
 * @param sealedOut packets that the senders sealed: counted apart from what the socket took
 * @param jitterMillis interarrival jitter of RFC 3550
 * @param roundTripMillis once a report of the other side has told
 * @param mos by the E-model, once anything was received
 * @param remoteMos the same as the other side has it of us, once a report of its own has told
 * @param sendLateness how late packets left, against their time
 * @param digits keys pressed on either side
 * @param heard level and tone of the last seconds, once anything was played
 */
public record MediaReport(
        Codec codec,
        SrtpSuite suite,
        long txPackets,
        long rxPackets,
        long rxLost,
        long rxLate,
        long rxConcealed,
        long rxAuthFailed,
        long rxReplayed,
        long rtcpTx,
        long rtcpRx,
        long sealedOut,
        double jitterMillis,
        OptionalDouble roundTripMillis,
        OptionalDouble mos,
        OptionalDouble remoteMos,
        SendLateness sendLateness,
        DigitReport digits,
        Optional<Heard> heard) {}
