// source: CWE-916 (https://cwe.mitre.org/data/definitions/916.html), CWE-329 (https://cwe.mitre.org/data/definitions/329.html), CWE-338 (https://cwe.mitre.org/data/definitions/338.html)
// why: A salt that can be foreseen, a thousand rounds and the same initialization vector for every note.
// expect: security/weak-random 21
// expect: security/weak-crypto 23
// expect: security/weak-crypto 24

using System;
using System.Security.Cryptography;

namespace Corpus.HeldOut.NoteLocker;

public sealed record LockedNote(byte[] Salt, byte[] Cipher);

public static class NoteLocker
{
    private const int KeyBytes = 32;

    public static LockedNote Lock(string passphrase, ReadOnlySpan<byte> note)
    {
        var salt = new byte[16];
        Random.Shared.NextBytes(salt);
        using var aes = Aes.Create();
        aes.Key = Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, 1_000, HashAlgorithmName.SHA256, KeyBytes);
        var cipher = aes.EncryptCbc(note, "note-locker-iv-1"u8);
        return new LockedNote(salt, cipher);
    }

    public static int SizeOf(LockedNote note) => note.Salt.Length + note.Cipher.Length;
}
