// SPDX-License-Identifier: AGPL-3.0-or-later
// Plain sockets: a client that may say anything, and a peer that may answer anything.
#pragma once

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

namespace federwerk::tests {

inline sockaddr_in local(std::uint16_t port)
{
    sockaddr_in out{};
    out.sin_family = AF_INET;
    out.sin_port = htons(port);
    out.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return out;
}

class raw_socket {
public:
    explicit raw_socket(int descriptor) : fd_(descriptor) {}
    raw_socket(raw_socket&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    raw_socket& operator=(raw_socket&&) = delete;
    ~raw_socket()
    {
        if (fd_ >= 0)
            ::close(fd_);
    }

    static raw_socket to(std::uint16_t port)
    {
        raw_socket out(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        auto const there = local(port);
        if (::connect(out.fd_, reinterpret_cast<sockaddr const*>(&there), sizeof there) != 0)
            throw std::runtime_error("cannot connect");
        return out;
    }

    bool say(std::string_view bytes)
    {
        while (!bytes.empty()) {
            auto const count = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (count <= 0)
                return false;
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
        return true;
    }

    // What has come until it holds the text, or until the other side has closed.
    std::string hear(std::string_view text)
    {
        while (heard_.find(text) == std::string::npos && more()) {
        }
        return heard_;
    }
    std::string hear_all()
    {
        while (more()) {
        }
        return heard_;
    }
    std::string hear_bytes(std::size_t count)
    {
        while (heard_.size() < count && more()) {
        }
        return heard_;
    }
    bool is_closed() { return closed_ || (hear_all(), closed_); }
    void forget() { heard_.clear(); }

private:
    bool more()
    {
        pollfd wanted{fd_, POLLIN, 0};
        if (::poll(&wanted, 1, 10'000) != 1)
            throw std::runtime_error("nothing came in ten seconds");
        char bytes[4096];
        auto const count = ::recv(fd_, bytes, sizeof bytes, 0);
        if (count <= 0) {
            closed_ = true;
            return false;
        }
        heard_.append(bytes, static_cast<std::size_t>(count));
        return true;
    }

    int fd_;
    std::string heard_;
    bool closed_ = false;
};

// Answers each connection by the given function, one after the other, on a thread of its own.
class scripted_peer {
public:
    explicit scripted_peer(std::function<void(raw_socket&)> answer)
        : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        auto here = local(0);
        socklen_t size = sizeof here;
        if (::bind(fd_, reinterpret_cast<sockaddr*>(&here), size) != 0 || ::listen(fd_, 64) != 0)
            throw std::runtime_error("cannot listen");
        ::getsockname(fd_, reinterpret_cast<sockaddr*>(&here), &size);
        port_ = ntohs(here.sin_port);
        thread_ = std::thread([this, answer = std::move(answer)] {
            for (int next = ::accept(fd_, nullptr, nullptr); next >= 0;
                 next = ::accept(fd_, nullptr, nullptr)) {
                raw_socket guest(next);
                guest_ = next;
                ++connections;
                answer(guest);
                guest_ = -1;
            }
        });
    }
    scripted_peer(scripted_peer const&) = delete;
    scripted_peer& operator=(scripted_peer const&) = delete;
    ~scripted_peer()
    {
        ::shutdown(fd_, SHUT_RDWR);
        ::shutdown(guest_, SHUT_RDWR); // It may still wait for a request on an idle connection
        thread_.join();
        ::close(fd_);
    }

    std::uint16_t port() const { return port_; }
    std::atomic<unsigned> connections = 0;

private:
    int fd_;
    std::atomic<int> guest_ = -1;
    std::uint16_t port_ = 0;
    std::thread thread_;
};

} // namespace federwerk::tests
