namespace Weir.Tests.Generation.Validation.Security.Cases;

internal static class WeakCryptoCases
{
    public static readonly string[] All =
    [
        """
        public byte[] Hash(byte[] data) => MD5.HashData(data); //!
        public byte[] Hash2(byte[] data)
        {
            using var hash = SHA1.Create(); //!
            return hash.ComputeHash(data);
        }
        public object? Hash3() => HashAlgorithm.Create("SHA1"); //!
        public SymmetricAlgorithm Old() => TripleDES.Create(); //!
        public SymmetricAlgorithm Older() => DES.Create(); //!
        public void Mode(Aes aes)
        {
            aes.Mode = CipherMode.ECB; //!
        }
        public byte[] Ecb(Aes aes, byte[] data) => aes.EncryptEcb(data, PaddingMode.PKCS7); //!
        public RSA Short() => RSA.Create(1024); //!
        public RSA Short2() => new RSACryptoServiceProvider(512); //!
        public byte[] Sign(RSA rsa, byte[] data) => rsa.SignData(data, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1); //!
        """,
        """
        private const int Rounds = 1000;
        private static readonly byte[] Iv = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];
        private static readonly byte[] Fixed = Encoding.UTF8.GetBytes("constant");
        public byte[] Derive(string text, byte[] salt) => Rfc2898DeriveBytes.Pbkdf2(text, salt, Rounds, HashAlgorithmName.SHA256, 32); //!
        public byte[] Derive2(string text) => Rfc2898DeriveBytes.Pbkdf2(text, Fixed, 600_000, HashAlgorithmName.SHA256, 32); //!
        public void Vector(Aes aes)
        {
            aes.IV = Iv; //!
        }
        public void Zeros(Aes aes)
        {
            aes.IV = new byte[16]; //!
        }
        public void Text(Aes aes, byte[] key)
        {
            using var encryptor = aes.CreateEncryptor(key, Encoding.ASCII.GetBytes("0123456789abcdef")); //!
        }
        public void Nonce(AesGcm gcm, byte[] data, byte[] output, byte[] tag)
        {
            var nonce = new byte[12];
            gcm.Encrypt(nonce, data, output, tag); //!
        }
        """,
        // Clean from here on.
        """
        public string ETag(byte[] data) => Convert.ToHexString(MD5.HashData(data));
        public string ComputeChecksum(byte[] data) => Convert.ToHexString(SHA1.HashData(data));
        public string Load(string text)
        {
            var cacheKey = Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(text)));
            return cacheKey;
        }
        public byte[] Hash(byte[] data) => SHA256.HashData(data);
        public RSA Long() => RSA.Create(3072);
        public byte[] Derive(string text, byte[] salt) => Rfc2898DeriveBytes.Pbkdf2(text, salt, 210_000, HashAlgorithmName.SHA512, 32);
        public void Vector(Aes aes, byte[] message)
        {
            aes.GenerateIV();
            var iv = new byte[16];
            RandomNumberGenerator.Fill(iv);
            aes.IV = iv;
            aes.IV = RandomNumberGenerator.GetBytes(16);
            aes.IV = message[..16];
            aes.Mode = CipherMode.CBC;
            if (aes.Mode == CipherMode.ECB)
            {
                throw new CryptographicException("ECB is refused.");
            }
        }
        public void Nonce(AesGcm gcm, byte[] data, byte[] output, byte[] tag)
        {
            Span<byte> nonce = stackalloc byte[12];
            RandomNumberGenerator.Fill(nonce);
            gcm.Encrypt(nonce, data, output, tag);
        }
        """,
    ];
}
