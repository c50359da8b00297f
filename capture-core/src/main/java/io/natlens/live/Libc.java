package io.natlens.live;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The calls of the C library for which the JDK has none: namespaces and users. */
final class Libc {
    private static final int O_RDONLY = 0;
    private static final int O_CLOEXEC = 02_000_000;
    private static final int CLONE_NEWNET = 0x4000_0000;
    private static final int EPERM = 1;
    private static final int ENOENT = 2;
    private static final int EACCES = 13;

    /** struct passwd of 64-bit Linux: two pointers, then the numbers of the user and of the group. */
    private static final int PW_UID = 16;

    private static final int PW_GID = 20;

    static {
        Native.register(Libc.class, "c");
    }

    private Libc() {}

    private static native int open(String file, int flags) throws LastErrorException;

    private static native int close(int descriptor) throws LastErrorException;

    private static native int setns(int descriptor, int type) throws LastErrorException;

    private static native @Nullable Pointer getpwnam(String name);

    private static native int initgroups(String name, int group) throws LastErrorException;

    private static native int setgroups(long count, @Nullable Pointer groups) throws LastErrorException;

    private static native int setgid(int group) throws LastErrorException;

    private static native int setuid(int user) throws LastErrorException;

    private static native @Nullable Pointer signal(int number, @Nullable Pointer handler);

    /** Gives a signal its usual effect back: SIG_DFL is a null pointer. */
    static void restoreSignal(int number) {
        signal(number, null);
    }

    /** A user and its first group, as numbers. */
    record User(int number, int group) {}

    /**
     * Moves the calling thread, and no other, into a namespace.
     *
     * @throws IOException with a sentence that says what hinders it
     */
    static void enterNetworkNamespace(String file) throws IOException {
        try {
            int descriptor = open(file, O_RDONLY | O_CLOEXEC);
            try {
                setns(descriptor, CLONE_NEWNET);
            } finally {
                close(descriptor);
            }
        } catch (LastErrorException e) {
            throw failure("cannot enter the network namespace " + file + ": ", e);
        }
    }

    private static IOException failure(String what, LastErrorException e) {
        return switch (e.getErrorCode()) {
            case EPERM, EACCES -> new NotPermittedException(what + "that takes CAP_SYS_ADMIN", e);
            case ENOENT -> new IOException(what + "there is none (any more)", e);
            default -> new IOException(what + e.getMessage(), e);
        };
    }

    /** The user of this name, or null where there is none. */
    static @Nullable User user(String name) {
        Pointer entry = getpwnam(name);
        return entry == null ? null : new User(entry.getInt(PW_UID), entry.getInt(PW_GID));
    }

    /**
     * Makes all threads of the process run as another user for good (nptl(7): the C library does this in all threads).
     *
     * @param name whose further groups are taken; null for none
     */
    static void become(User user, @Nullable String name) throws IOException {
        try {
            if (name == null) {
                setgroups(0, null);
            } else {
                initgroups(name, user.group());
            }
            setgid(user.group());
            setuid(user.number());
        } catch (LastErrorException e) {
            throw new IOException("cannot become user " + user.number() + ": " + e.getMessage(), e);
        }
    }
}
