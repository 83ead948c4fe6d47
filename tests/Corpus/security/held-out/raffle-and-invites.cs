// source: CWE-338 (https://cwe.mitre.org/data/definitions/338.html)
// why: Chance decides about prizes, pauses and samples; what opens a door comes from the cryptographic generator.
// expect: none

using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;

namespace Corpus.HeldOut.RaffleAndInvites;

public sealed record Invite(string Guest, string Token);

public sealed class Raffle(int seed)
{
    private readonly Random _random = new(seed);

    public IReadOnlyList<string> Winners(IReadOnlyList<string> guests, int prizes)
    {
        var shuffled = guests.ToArray();
        _random.Shuffle(shuffled);
        return shuffled[..Math.Min(prizes, shuffled.Length)];
    }

    public int RollDie() => _random.Next(1, 7);

    public static TimeSpan PauseBeforeRetry(int attempt)
    {
        var jitter = Random.Shared.NextDouble() * 0.2;
        return TimeSpan.FromSeconds(Math.Pow(2, attempt) * (1 + jitter));
    }

    public static bool IsSampled(double share) => Random.Shared.NextDouble() < share;
}

public static class Invites
{
    public static Invite For(string guest)
    {
        var token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        return new Invite(guest, token);
    }

    public static string OneTimeCode() => RandomNumberGenerator.GetInt32(1_000_000).ToString("D6");

    public static byte[] NewSalt()
    {
        var salt = new byte[16];
        RandomNumberGenerator.Fill(salt);
        return salt;
    }
}
