// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/pictures/picture_sandbox.hpp"

#include <array>
#include <cerrno>
#include <cstddef>
#include <fcntl.h>
#include <grp.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <vector>

#if defined(__SANITIZE_ADDRESS__)
#define FEDERWERK_HAS_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define FEDERWERK_HAS_ASAN 1
#endif
#endif

namespace federwerk::app {
namespace {

#if defined(__x86_64__)
constexpr unsigned architecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr unsigned architecture = AUDIT_ARCH_AARCH64;
#else
#error "the system call numbers of this architecture must be checked first"
#endif

// Whatever reaches the network, other processes, the file system's names, or the kernel's larger surfaces.
constexpr std::array refused
{
    SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen, SYS_accept, SYS_accept4, SYS_sendto,
        SYS_sendmsg, SYS_sendmmsg, SYS_recvfrom, SYS_recvmsg, SYS_execve, SYS_execveat, SYS_ptrace,
        SYS_process_vm_readv, SYS_process_vm_writev, SYS_kill, SYS_tkill, SYS_rt_sigqueueinfo, SYS_pidfd_open,
        SYS_pidfd_send_signal, SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_unshare, SYS_setns,
        SYS_bpf, SYS_perf_event_open, SYS_userfaultfd, SYS_io_uring_setup, SYS_keyctl, SYS_add_key,
        SYS_request_key, SYS_unlinkat, SYS_renameat2, SYS_mkdirat, SYS_linkat, SYS_symlinkat, SYS_mknodat,
        SYS_fchmod, SYS_fchmodat, SYS_fchown, SYS_fchownat, SYS_truncate, SYS_openat2, SYS_open_by_handle_at,
        SYS_memfd_create, SYS_prlimit64, SYS_setrlimit,
#if defined(__x86_64__)
        SYS_open, SYS_creat, SYS_fork, SYS_vfork, SYS_unlink, SYS_rename, SYS_renameat, SYS_mkdir, SYS_rmdir,
        SYS_link, SYS_symlink, SYS_mknod, SYS_chmod, SYS_chown, SYS_lchown,
#endif
};

sock_filter statement(unsigned code, unsigned value)
{
    return {static_cast<unsigned short>(code), 0, 0, value};
}

sock_filter jump(unsigned code, unsigned value, unsigned yes, unsigned no)
{
    return {static_cast<unsigned short>(code), static_cast<unsigned char>(yes),
            static_cast<unsigned char>(no), value};
}

std::vector<sock_filter> filter_program()
{
    constexpr unsigned load = BPF_LD | BPF_W | BPF_ABS, equal = BPF_JMP | BPF_JEQ | BPF_K,
                       give = BPF_RET | BPF_K;
    constexpr unsigned deny = SECCOMP_RET_ERRNO | EPERM;
    std::vector<sock_filter> out{
        statement(load, offsetof(seccomp_data, arch)),
        jump(equal, architecture, 1, 0),
        statement(give, SECCOMP_RET_KILL_PROCESS),
        statement(load, offsetof(seccomp_data, nr)),
        // x32 has numbers of its own.
        jump(BPF_JMP | BPF_JGE | BPF_K, 0x40000000u, 0, 1),
        statement(give, SECCOMP_RET_KILL_PROCESS),
    };
    for (auto const number : refused) {
        out.push_back(jump(equal, static_cast<unsigned>(number), 0, 1));
        out.push_back(statement(give, deny));
    }
    // Libraries may still read files (modules, colour profiles), never write them.
    out.push_back(jump(equal, static_cast<unsigned>(SYS_openat), 0, 3));
    out.push_back(statement(load, offsetof(seccomp_data, args) + 2 * sizeof(__u64)));
    out.push_back(jump(BPF_JMP | BPF_JSET | BPF_K, O_WRONLY | O_RDWR | O_CREAT | O_TRUNC, 0, 1));
    out.push_back(statement(give, deny));
    out.push_back(statement(give, SECCOMP_RET_ALLOW));
    return out;
}

bool refuse_system_calls()
{
    auto instructions = filter_program();
    sock_fprog program{static_cast<unsigned short>(instructions.size()), instructions.data()};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program) == 0;
}

bool limit(__rlimit_resource what, rlim_t most)
{
    rlimit const both{most, most};
    return setrlimit(what, &both) == 0;
}

bool limit_resources()
{
    constexpr rlim_t megabyte = 1024 * 1024;
    bool good = limit(RLIMIT_CPU, 20) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_CORE, 0);
#if !defined(FEDERWERK_HAS_ASAN) // Sanitizers reserve terabytes of addresses
    good = limit(RLIMIT_AS, 1024 * megabyte) && limit(RLIMIT_DATA, 512 * megabyte) && good;
#else
    static_cast<void>(megabyte);
#endif
    return good;
}

// As root only: an account that owns nothing.
bool drop_root()
{
    constexpr unsigned nobody = 65534;
    if (geteuid() != 0)
        return true;
    return setgroups(0, nullptr) == 0 && setresgid(nobody, nobody, nobody) == 0 &&
           setresuid(nobody, nobody, nobody) == 0;
}

} // namespace

bool enter_picture_sandbox()
{
    // Where it is permitted; the filter refuses sockets anyway.
    static_cast<void>(unshare(CLONE_NEWNET) == 0);
    return drop_root() && limit_resources() && refuse_system_calls();
}

} // namespace federwerk::app
