package org.sealphone.harness.srtp;

/** Where senders and receivers of this implementation come from. Each has its own state and belongs to one thread. */
public final class HarnessSrtp {
    private HarnessSrtp() {}

    public static RtpSealer sender(HarnessKeys keys, int ssrc) {
        return new RtpSealer(keys, ssrc);
    }

    public static RtpSealer sender(HarnessSuite suite, byte[] masterKeyAndSalt, int ssrc) {
        return sender(HarnessKeys.of(suite, masterKeyAndSalt), ssrc);
    }

    public static RtpOpener receiver(HarnessKeys keys) {
        return new RtpOpener(keys);
    }

    public static RtpOpener receiver(HarnessSuite suite, byte[] masterKeyAndSalt) {
        return receiver(HarnessKeys.of(suite, masterKeyAndSalt));
    }

    public static RtcpSealer rtcpSender(HarnessKeys keys) {
        return new RtcpSealer(keys);
    }

    public static RtcpOpener rtcpReceiver(HarnessKeys keys) {
        return new RtcpOpener(keys);
    }
}
