package org.sealphone.media.reason;

import org.sealphone.crypto.reason.ReasonCode;

/** Why sound, or a description of it, was refused. What concerns keys is in the crypto module's own enum. */
public enum MediaReason implements ReasonCode {
    SIP_05(
            "SIP-05",
            "The session description breaks the rules of offer and answer",
            "RFC 3264 and RFC 4566 say what a description looks like and how an answer mirrors its offer: the"
                    + " same media lines in the same order, the same transport. A description that does not is not "
                    + "guessed at, because a guess is where keys and addresses get mixed up.",
            "This is a fault of the other side or of a server between: show its operator the detail. Another "
                    + "trunk or an update of the peer's software usually cures it."),
    CODEC_01(
            "CODEC-01",
            "The codec, its payload type or its packet time is not what was offered",
            "RFC 3264 section 6.1 lets an answer choose only among what was offered, and RFC 3551 fixes what "
                    + "payload types 0 and 8 mean. Anything else would be played as noise.",
            "Compare --codecs with what the other side is configured for; PCMU and PCMA are understood nearly"
                    + " everywhere."),
    SDES_35(
            "SDES-35",
            "A second way of agreeing on keys stands beside the first",
            "k= and a=key-mgmt would leave open which key is meant (RFC 4568 section 7.1.5), and k= was never"
                    + " safe.",
            "Ask the operator of the peer to use a=crypto alone."),
    SDES_36(
            "SDES-36",
            "An offer in clear that only would like to be encrypted",
            "RTP/AVP with a=crypto (opportunistic SRTP, RFC 8643) or with potential configurations (RFC 5939)"
                    + " may fall back to plain RTP at the other side's will; RFC 8643 itself forbids it where "
                    + "encryption is required.",
            "Switch SRTP from optional to mandatory at the caller or the trunk."),
    SRTP_17(
            "SRTP-17",
            "RTP and RTCP would not be told apart on one port",
            "With rtcp-mux the payload types 64 to 95 look like RTCP (RFC 5761 section 4).",
            "This is a fault of the other side: it must use payload types below 64 or from 96 on."),
    SRTP_21(
            "SRTP-21",
            "The other side takes no digits",
            "Digits travel as named events inside the sealed stream (RFC 4733), by a payload type that both sides"
                    + " agree on. The other side agreed to none, and digits are never sent as sound or inside SIP instead.",
            "Switch telephone events (RFC 4733, RFC 2833) on at the other side or the trunk."),
    ADV_01(
            "ADV-01",
            "The other side wants sound in clear",
            "The answer chooses RTP/AVP, a media line without encryption, where RTP/SAVP was offered.",
            "Switch SRTP with SDES to mandatory for this trunk or peer. There is no option here that would "
                    + "accept it in clear."),
    ADV_23(
            "ADV-23",
            "The address for sound is one that must not be sent to",
            "A description can name any address: one that is nobody's, everybody's, the phone's own machine "
                    + "or a service in its network. Sending there would make the phone a tool of whoever wrote it.",
            "This is often a misconfigured NAT or server: the other side must give the address where it "
                    + "really receives."),
    ADV_71(
            "ADV-71",
            "Nothing that authenticates has arrived",
            "Keys were agreed, but no packet under the other side's key has come for the whole time allowed. "
                    + "To go on sending would be to talk to nobody, or to a victim whose address somebody else wrote "
                    + "into the call.",
            "Look for a firewall or NAT that blocks UDP between the two addresses, or a server that relays "
                    + "without knowing the keys."),
    DEV_01(
            "DEV-01",
            "No such audio device",
            "A microphone or loudspeaker was named that this machine does not have, or that may be one of "
                    + "several. To take another one could let the wrong room listen.",
            "Take a name from the list, or enough of it to mean one device; leave the name out for the "
                    + "machine's default. 'sealphone doctor' tries each of them."),
    DEV_02(
            "DEV-02",
            "The sound file cannot be read",
            "The file is read before anybody is dialled, so that a call never starts with nothing to say.",
            "Check the path and the permissions of the file."),
    DEV_03(
            "DEV-03",
            "This is not a WAV file that can be played",
            "Understood are RIFF/WAVE files of 16-bit linear PCM, one or two channels, up to an hour.",
            "Convert it, for example: ffmpeg -i IN -c:a pcm_s16le -ac 1 -ar 16000 OUT.wav"),
    DEV_04(
            "DEV-04",
            "The recording cannot be written",
            "The file is created before anybody is dialled, readable by you alone.",
            "Name a file in a directory where you may write; symbolic links are not followed."),
    DEV_05(
            "DEV-05",
            "The recording ended before the call did",
            "The disk was full or failed. The call goes on: sound matters more than its copy.",
            "What was recorded until then is in the file and can be played. Make room and record again."),
    DEV_20(
            "DEV-20",
            "There is no usable Opus library on this machine",
            "Opus is decoded by libopus, 1.1.4 or later: older ones read beyond their tables when a packet is made"
                    + " for that (CVE-2017-0381). One is shipped for Linux, macOS and Windows; it must be possible to"
                    + " unpack it into a private folder and to run it from there.",
            "Name a library with --opus-lib, install libopus0, or call with --codecs pcmu,pcma, which need none."),
    DEV_06(
            "DEV-06",
            "This is not a tone",
            "A tone is written tone:HZ, several at once tone:350+440, each between 20 and 3900 Hz.",
            "Try tone:440."),
    DEV_07(
            "DEV-07",
            "This machine has no such sound device",
            "The sound for the call must be there before anybody is dialled, and Java finds no line of this "
                    + "kind: no sound card, no sound server that answers, or no permission to use it.",
            "Start the sound server of your session (PipeWire or PulseAudio; on Debian also install "
                    + "libasound2-plugins), or join the group 'audio'. Without a device use --play tone:440, "
                    + "--play silence or a WAV file. 'sealphone doctor' says what it finds."),
    DEV_08(
            "DEV-08",
            "A sound device stopped working in the call",
            "It was unplugged, or its sound server ended. The call goes on: that side is silent, packets keep "
                    + "their pace, and the device is opened again as soon as it lets itself.",
            "Plug it in again or start the sound server again; sound comes back by itself within two seconds."),
    DEV_09(
            "DEV-09",
            "The sound device cannot be opened",
            "It is there, but it is in use by another program, forbidden to this user, or broken.",
            "Close what else uses it, or choose another with --mic or --speaker. 'sealphone doctor' tries each "
                    + "of them."),
    DEV_10(
            "DEV-10",
            "The microphone hears complete silence",
            "Even a quiet room makes some noise. Samples that are all zero come from a microphone that is muted, "
                    + "or from none at all.",
            "Unmute it where you set the volume (pavucontrol, wpctl, alsamixer), or choose another with --mic.");

    private final String code;
    private final String title;
    private final String why;
    private final String advice;

    MediaReason(String code, String title, String why, String advice) {
        this.code = code;
        this.title = title;
        this.why = why;
        this.advice = advice;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String why() {
        return why;
    }

    @Override
    public String advice() {
        return advice;
    }
}
