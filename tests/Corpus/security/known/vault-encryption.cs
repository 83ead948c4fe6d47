// source: OWASP ASVS 6.2 (https://owasp.org/www-project-application-security-verification-standard/)
// why: the lengths, rounds and nonces are those that are asked for today
// expect: none

using System;
using System.Security.Cryptography;

namespace Corpus.VaultEncryption;

public sealed record Sealed(byte[] Salt, byte[] Nonce, byte[] Tag, byte[] Text);

public sealed class Vault
{
    private const int Iterations = 600_000;

    public Sealed Seal(string passphrase, byte[] plain)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var key = Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, Iterations, HashAlgorithmName.SHA256, 32);
        var text = new byte[plain.Length];
        var tag = new byte[16];
        using var cipher = new AesGcm(key, tag.Length);
        cipher.Encrypt(nonce, plain, text, tag);
        return new Sealed(salt, nonce, tag, text);
    }

    public RSA NewSigningKey() => RSA.Create(3072);

    public byte[] Encrypt(byte[] plain, byte[] key)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        aes.GenerateIV();
        return [.. aes.IV, .. aes.EncryptCbc(plain, aes.IV)];
    }
}
