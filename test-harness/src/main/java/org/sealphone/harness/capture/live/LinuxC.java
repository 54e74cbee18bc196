package org.sealphone.harness.capture.live;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.ptr.IntByReference;

/** The C library's calls that capture needs, and the kernel's numbers for them (packet(7), netdevice(7)). Any thread. */
interface LinuxC extends Library {
    int AF_INET = 2;
    int AF_PACKET = 17;
    int SOCK_DGRAM = 2;
    int SOCK_RAW = 3;
    int SOCK_CLOEXEC = 0x80000;
    int ETH_P_ALL = 3;
    int SOL_SOCKET = 1;
    int SO_RCVBUF = 8;
    int SO_ATTACH_FILTER = 26;
    int SO_RCVBUFFORCE = 33;
    int SO_TIMESTAMPNS = 35;
    int SOL_PACKET = 263;
    int PACKET_STATISTICS = 6;
    int PACKET_OUTGOING = 4;
    int MSG_TRUNC = 0x20;
    int MSG_DONTWAIT = 0x40;
    int SIOCGSTAMPNS = 0x8907;
    int SIOCGIFFLAGS = 0x8913;
    int SIOCSIFFLAGS = 0x8914;
    int IFF_UP = 1;
    int IFF_RUNNING = 0x40;
    short POLLIN = 1;

    int socket(int domain, int type, int protocol) throws LastErrorException;

    int bind(int socket, Memory address, int length) throws LastErrorException;

    int setsockopt(int socket, int level, int option, Memory value, int length) throws LastErrorException;

    int getsockopt(int socket, int level, int option, Memory value, IntByReference length) throws LastErrorException;

    int ioctl(int socket, long request, Memory argument) throws LastErrorException;

    int poll(Memory descriptors, long count, int timeout) throws LastErrorException;

    /** Does not throw: the commonest answer is that there is nothing yet. */
    long recvfrom(int socket, Memory buffer, long length, int flags, Memory address, IntByReference addressLength);

    int close(int socket) throws LastErrorException;

    /** Loads the library at the first call, so that machines without it can still run everything else. */
    static LinuxC load() {
        return Holder.LIBRARY;
    }

    /** Lazy holder. */
    final class Holder {
        private static final LinuxC LIBRARY = Native.load("c", LinuxC.class);

        private Holder() {}
    }
}
