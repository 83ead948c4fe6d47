// source: CWE-327 (https://cwe.mitre.org/data/definitions/327.html), CWE-328 (https://cwe.mitre.org/data/definitions/328.html)
// why: A broken hash for passwords, a block mode that shows patterns, and a key that can be factored.
// expect: security/weak-crypto 21
// expect: security/weak-crypto 28
// expect: security/weak-crypto 40

using System;
using System.Security.Cryptography;
using System.Text;

namespace Corpus.HeldOut.MemberVault;

public sealed class MemberVault : IDisposable
{
    private readonly Aes _aes;

    public MemberVault(byte[] key)
    {
        _aes = Aes.Create();
        _aes.Key = key;
        _aes.Mode = CipherMode.ECB;
        _aes.Padding = PaddingMode.PKCS7;
    }

    public static string Fingerprint(string password)
    {
        var bytes = Encoding.UTF8.GetBytes(password);
        return Convert.ToHexString(MD5.HashData(bytes));
    }

    public byte[] Seal(ReadOnlySpan<byte> member)
    {
        using var encryptor = _aes.CreateEncryptor();
        var plain = member.ToArray();
        return encryptor.TransformFinalBlock(plain, 0, plain.Length);
    }

    public static RSA NewSigner()
    {
        return RSA.Create(1024);
    }

    public void Dispose() => _aes.Dispose();
}
