// source: CWE-329 (https://cwe.mitre.org/data/definitions/329.html)
// why: the salt and the first block are the same for every export, so equal exports look equal
// expect: security/weak-crypto 19
// expect: security/weak-crypto 25

using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace Corpus.ExportCipherFixedIv;

public sealed class ExportCipher
{
    private const int Rounds = 310_000;

    public byte[] DeriveKey(string passphrase) =>
        Rfc2898DeriveBytes.Pbkdf2(passphrase, Encoding.UTF8.GetBytes("orders-export"), Rounds, HashAlgorithmName.SHA512, 32);

    public byte[] Encrypt(byte[] export, byte[] key)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        aes.IV = [7, 1, 4, 200, 31, 5, 96, 18, 44, 72, 3, 9, 111, 6, 250, 13];
        using var target = new MemoryStream();
        using (var cipher = new CryptoStream(target, aes.CreateEncryptor(), CryptoStreamMode.Write))
        {
            cipher.Write(export);
        }

        return target.ToArray();
    }
}
