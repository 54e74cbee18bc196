package org.sealphone.media.audio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Calls that hear one another: each is sent what the person at this phone says and what all the other calls say, and never its own voice.
 * Mixed here, so that each call has keys of its own and no other machine hears it (RFC 4579 calls this end the focus and the mixer).
 *
 * <p>Inside everything is at {@value #RATE} Hz, whatever the codecs. A sum that is louder than 16 bits is cut.
 *
 * <p>Threads: anybody may join and mute; each party's ends belong to the thread that ticks its call. No thread waits for another.
 */
public final class Conference {
    static final int RATE = 48_000;

    private final List<Party> present = new ArrayList<>();
    private volatile boolean muted;

    /** One more call. It is present from the moment that its two ends are open until either is closed. */
    public Party join() {
        return new Party(this);
    }

    /** The person at this phone is not heard; the others go on hearing one another. */
    public void mute(boolean on) {
        muted = on;
    }

    boolean muted() {
        return muted;
    }

    /** Calls that are present. */
    public synchronized int size() {
        return present.size();
    }

    synchronized void enter(Party party) {
        for (Party other : present) {
            other.hears(party);
            party.hears(other);
        }
        present.add(party);
    }

    synchronized void leave(Party party) {
        if (present.remove(party)) {
            present.forEach(other -> other.forgets(party));
        }
    }

    /** One call of the conference. Both of its ends are opened once, at the rate of its codec. */
    public static final class Party {
        private final Conference conference;
        private final Mixer mixer = new Mixer();
        private volatile Mixer.Leg[] legs = {};
        private boolean speaks;
        private boolean listens;

        private Party(Conference conference) {
            this.conference = conference;
        }

        /** What this call is sent: {@code own}, and what the others say. */
        public AudioInput input(AudioInput own) {
            return rate -> {
                AudioSource person = own.open(rate);
                mixer.open(rate);
                listens = true;
                present();
                return new Mixed(person);
            };
        }

        /** Where what this call says goes, for the others to hear. */
        public AudioOutput output() {
            return rate -> {
                speaks = true;
                present();
                return new Said(rate);
            };
        }

        private void present() {
            if (speaks && listens) {
                conference.enter(this);
            }
        }

        /** Under the lock of the conference. */
        private void hears(Party other) {
            Mixer.Leg leg = mixer.leg(other);
            Mixer.Leg[] more = Arrays.copyOf(other.legs, other.legs.length + 1);
            more[more.length - 1] = leg;
            other.legs = more;
        }

        private void forgets(Party other) {
            mixer.drop(other);
            legs = Arrays.stream(legs).filter(leg -> !leg.feeds(other.mixer)).toArray(Mixer.Leg[]::new);
        }

        /** What is sent. */
        private final class Mixed implements AudioSource {
            private final AudioSource person;

            Mixed(AudioSource person) {
                this.person = person;
            }

            @Override
            public void read(short[] pcm, int offset, int samples) {
                person.read(pcm, offset, samples);
                if (conference.muted()) {
                    Arrays.fill(pcm, offset, offset + samples, (short) 0);
                }
                mixer.add(pcm, offset, samples);
            }

            /** The person's microphone sets the pace; what the others say is there whenever it is wanted. */
            @Override
            public int available() {
                return person.available();
            }

            @Override
            public void close() {
                conference.leave(Party.this);
                person.close();
            }
        }

        /** What was said. */
        private final class Said implements AudioSink {
            private final Resampler resampler;
            private short[] converted = {};

            Said(int rate) {
                resampler = new Resampler(rate, RATE);
            }

            @Override
            public void write(short[] pcm, int offset, int samples) {
                if (converted.length < resampler.room(samples)) {
                    converted = new short[resampler.room(samples)];
                }
                int there = resampler.process(pcm, offset, samples, converted, 0);
                for (Mixer.Leg leg : legs) {
                    leg.put(converted, there);
                }
            }

            @Override
            public void close() {
                conference.leave(Party.this);
            }
        }
    }
}
