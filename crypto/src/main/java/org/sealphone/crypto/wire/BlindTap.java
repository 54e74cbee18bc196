package org.sealphone.crypto.wire;

import java.net.InetSocketAddress;
import java.time.Instant;

/** Sees nothing. */
enum BlindTap implements WireTap {
    INSTANCE;

    @Override
    public void datagramOut(
            InetSocketAddress from, InetSocketAddress to, byte[] bytes, int offset, int length, Instant at) {}

    @Override
    public void datagramIn(
            InetSocketAddress from, InetSocketAddress to, byte[] bytes, int offset, int length, Instant at) {}

    @Override
    public void streamOut(
            InetSocketAddress local, InetSocketAddress remote, byte[] bytes, int offset, int length, Instant at) {}

    @Override
    public void streamIn(
            InetSocketAddress local, InetSocketAddress remote, byte[] bytes, int offset, int length, Instant at) {}

    @Override
    public void streamClosed(InetSocketAddress local, InetSocketAddress remote, Instant at) {}
}
