// source: CWE-327 (https://cwe.mitre.org/data/definitions/327.html)
// why: a short RSA key, a few rounds of PBKDF2 and a cipher of 1977
// expect: security/weak-crypto 16
// expect: security/weak-crypto 20
// expect: security/weak-crypto 25

using System;
using System.Security.Cryptography;

namespace Corpus.LicenseSigner;

public sealed class LicenseSigner
{
    private const int KeyBytes = 32;

    public RSA CreateKey() => RSA.Create(1024);

    public byte[] Derive(string pass, byte[] salt)
    {
        return Rfc2898DeriveBytes.Pbkdf2(pass, salt, 1_000, HashAlgorithmName.SHA256, KeyBytes);
    }

    public byte[] Encrypt(byte[] license, byte[] key, byte[] iv)
    {
        using var cipher = TripleDES.Create();
        using var encryptor = cipher.CreateEncryptor(key, iv);
        return encryptor.TransformFinalBlock(license, 0, license.Length);
    }
}
