// source: CWE-328 (https://cwe.mitre.org/data/definitions/328.html)
// why: MD5 keeps passwords, SHA-1 signs, and DES in ECB mode hides nothing
// expect: security/weak-crypto 17
// expect: security/weak-crypto 24
// expect: security/weak-crypto 32

using System;
using System.Security.Cryptography;
using System.Text;

namespace Corpus.PasswordDigests;

public sealed class PasswordDigests
{
    public string Digest(string password)
    {
        var bytes = MD5.HashData(Encoding.UTF8.GetBytes(password));
        return Convert.ToHexStringLower(bytes);
    }

    public byte[] Sign(byte[] payload, byte[] key)
    {
        using var signer = new HMACSHA256(key);
        var digest = SHA1.HashData(payload);
        return signer.ComputeHash(digest);
    }

    public byte[] Hide(byte[] block, byte[] key)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        aes.Mode = CipherMode.ECB;
        using var encryptor = aes.CreateEncryptor();
        return encryptor.TransformFinalBlock(block, 0, block.Length);
    }
}
