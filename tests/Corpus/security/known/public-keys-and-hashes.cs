// source: CWE-798 (https://cwe.mitre.org/data/definitions/798.html)
// why: public keys, hashes, identifiers and alphabets are long and look like chance, and are no secrets
// expect: none

using System;
using System.Security.Cryptography;
using System.Text;

namespace Corpus.PublicKeysAndHashes;

public sealed class ReleaseCheck
{
    public const string ProductId = "7c1d4f0e-52b7-4f6a-9d0a-3f8e61b2c945";

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private const string ExpectedSha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private const string PublicKey = """
        -----BEGIN PUBLIC KEY-----
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEq7XcHh0yqSP0M1RkFf2d1Y3xJ0gq
        Tn5rVw8uZkE4sPj9LbC6aMoHeYtGi2DvKxWfBn3Qz7RlUcSpAhJ5Iy1OmA==
        -----END PUBLIC KEY-----
        """;

    public bool IsRelease(byte[] file, byte[] signature)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(PublicKey);
        return Convert.ToHexStringLower(SHA256.HashData(file)) == ExpectedSha256
            && key.VerifyData(file, signature, HashAlgorithmName.SHA256);
    }

    public string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var one in bytes)
        {
            text.Append(Alphabet[one % Alphabet.Length]);
        }

        return text.ToString();
    }
}
