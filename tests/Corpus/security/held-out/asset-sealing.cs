// source: CWE-327 (https://cwe.mitre.org/data/definitions/327.html)
// why: Old hashes only tell whether a file changed; keys, rounds, nonces and modes are those of today.
// expect: none

using System;
using System.Security.Cryptography;

namespace Corpus.HeldOut.AssetSealing;

public sealed record Asset(string Path, byte[] Content);

public sealed record SealedAsset(byte[] Nonce, byte[] Tag, byte[] Cipher);

public static class AssetSealing
{
    public static string ETagOf(Asset asset)
    {
        var etag = SHA1.HashData(asset.Content);
        return $"\"{Convert.ToHexStringLower(etag)}\"";
    }

    public static bool IsUnchanged(Asset asset, string expectedChecksum)
    {
        var checksum = Convert.ToHexString(SHA1.HashData(asset.Content));
        return checksum.Equals(expectedChecksum, StringComparison.OrdinalIgnoreCase);
    }

    public static byte[] KeyOf(string passphrase, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, 600_000, HashAlgorithmName.SHA256, 32);

    public static SealedAsset Seal(Asset asset, byte[] key)
    {
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var tag = new byte[16];
        var cipher = new byte[asset.Content.Length];
        using var aes = new AesGcm(key, tag.Length);
        aes.Encrypt(nonce, asset.Content, cipher, tag);
        return new SealedAsset(nonce, tag, cipher);
    }

    public static byte[] Sign(Asset asset)
    {
        using var rsa = RSA.Create(3072);
        return rsa.SignData(asset.Content, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
    }
}
