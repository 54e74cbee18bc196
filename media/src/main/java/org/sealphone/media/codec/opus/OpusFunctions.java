package org.sealphone.media.codec.opus;

import tomp2p.opuswrapper.Opus;

/**
 * The functions of one libopus, by opus-java's interface.
 *
 * <p>A type of our own because {@code Opus.INSTANCE} would be set up beside every use of {@code Opus} itself, with
 * whatever library the system happens to name so; the one that is used here is chosen and checked.
 */
interface OpusFunctions extends Opus {}
