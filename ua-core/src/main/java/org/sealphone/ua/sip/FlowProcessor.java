package org.sealphone.ua.sip;

import gov.nist.core.Host;
import gov.nist.core.HostPort;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Stands where JAIN-SIP expects a listening transport, and listens to nothing: whatever hop it is asked for, it hands out the channel of
 * the verified flow, or refuses. Owner: {@code ua-loop}.
 */
final class FlowProcessor extends MessageProcessor {
    private final FlowBinding binding;
    private @Nullable HostPort sentBy;

    FlowProcessor(SIPTransactionStack stack, InetAddress address, int port, FlowBinding binding) {
        super(address, port, FlowBinding.TRANSPORT, stack);
        this.binding = binding;
    }

    /** JAIN-SIP itself takes the first colon of an IPv6 address for the one before the port. */
    @Override
    public void setSentBy(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        HostPort end = new HostPort();
        end.setHost(new Host(hostAndPort.substring(0, colon)));
        end.setPort(Integer.parseInt(hostAndPort.substring(colon + 1)));
        sentBy = end;
    }

    @Override
    public Via getViaHeader() {
        Via via = super.getViaHeader();
        HostPort end = sentBy;
        if (end != null) {
            via.setSentBy(end);
        }
        return via;
    }

    @Override
    public SIPTransactionStack getSIPStack() {
        return sipStack;
    }

    @Override
    public MessageChannel createMessageChannel(HostPort whateverHop) throws IOException {
        return channel();
    }

    @Override
    public MessageChannel createMessageChannel(InetAddress whateverHost, int whateverPort) throws IOException {
        return channel();
    }

    FlowChannel channel() throws IOException {
        binding.outlet();
        return new FlowChannel(this, binding);
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public int getDefaultTargetPort() {
        return 5061;
    }

    @Override
    public boolean isSecure() {
        return true;
    }

    @Override
    public int getMaximumMessageSize() {
        return StreamFramer.LARGEST_HEAD + StreamFramer.LARGEST_BODY;
    }

    @Override
    public boolean inUse() {
        return true;
    }
}
