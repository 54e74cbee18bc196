package org.sealphone.media.quality;

/**
 * The loss to be prepared for: a tenth until anything is known, then what the other side reports: up at once, for each packet that it cannot repair is
 * heard; down by half at a time, for one good report is no good network. It never ends at none, or the first loss would be
 * heard; and never beyond a third, where repetition takes more of the voice than it saves. Owned by the thread that sends.
 */
public final class LossForecast {
    private static final double LEAST = 5;
    private static final double MOST = 30;

    private static final double UNKNOWN = 10;

    private double percent = UNKNOWN;

    /** The share that was missed between two reports, from 0 to 1. */
    public void missed(double ratio) {
        double reported = 100 * ratio;
        percent = reported > percent ? reported : (percent + reported) / 2;
        percent = Math.max(LEAST, Math.min(MOST, percent));
    }

    public int percent() {
        return (int) Math.round(percent);
    }
}
