namespace Weir.Tests.Generation.Validation.Security.Cases;

internal static class WeakRandomCases
{
    public static readonly string[] All =
    [
        """
        private static readonly Random Shared = new();
        public string NewToken()
        {
            var bytes = new byte[16];
            Shared.NextBytes(bytes); //!
            return Convert.ToHexString(bytes);
        }
        public string CreatePassword(int length)
        {
            var random = new Random();
            var builder = new StringBuilder();
            for (var at = 0; at < length; at++)
            {
                builder.Append((char)random.Next('a', 'z')); //!
            }
            return builder.ToString();
        }
        public int Code()
        {
            var oneTimeCode = Random.Shared.Next(100000, 999999); //!
            return oneTimeCode;
        }
        public string Session()
        {
            var buffer = new byte[16];
            new Random(1).NextBytes(buffer); //!
            var sessionId = Convert.ToBase64String(buffer);
            return sessionId;
        }
        public byte[] Salt()
        {
            var salt = new byte[8];
            Random.Shared.NextBytes(salt); //!
            return salt;
        }
        """,
        // Clean from here on.
        """
        public TimeSpan RetryDelay(int attempt) => TimeSpan.FromMilliseconds((100 << attempt) + new Random().Next(50));
        public int Roll() => Random.Shared.Next(1, 7);
        public T Pick<T>(IReadOnlyList<T> items) => items[Random.Shared.Next(items.Count)];
        public string NewToken() => Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        public string RefreshToken()
        {
            var jitter = Random.Shared.Next(100);
            return NewToken() + jitter;
        }
        public sealed class TokenBucket
        {
            private readonly Random _random = new();
            public int Refill() => _random.Next(3);
        }
        """,
    ];
}
