namespace Weir.Tests.Generation.Validation.Security.Cases;

internal static class SecretLoggingCases
{
    public static readonly string[] All =
    [
        """
        public sealed record Account(string User, string Password, string CardNumber, string? ApiKey);
        public void Show(ILogger logger, Account account, string password, string accessToken, Dictionary<string, string> form)
        {
            logger.LogInformation("Login of {User} with {Password}", account.User, password); //!
            logger.LogInformation($"token {accessToken}"); //!
            logger.LogWarning("card " + account.CardNumber); //!
            Console.WriteLine(account.Password); //!
            Console.Error.WriteLine("key {0}", account.ApiKey?.Trim()); //!
            Debug.WriteLine(string.Format("{0}", password.ToUpperInvariant())); //!
            var message = $"failed for {account.User}/{password}";
            logger.LogError(null, message); //!
            logger.LogDebug("form {Value}", form["password"]); //!
            logger?.LogDebug("x {Token}", accessToken ?? "none"); //!
        }
        public void Fail(string token) => throw new InvalidOperationException($"The token {token} is unknown."); //!
        public Exception Make(string secret)
        {
            return new ArgumentException("Bad secret: " + secret); //!
        }
        public void Added(string password)
        {
            var message = "failed: ";
            message += password;
            Console.WriteLine(message); //!
        }
        public void Env() => Console.WriteLine(Environment.GetEnvironmentVariable("DB_PASSWORD")); //!
        """,
        // Clean from here on.
        """
        public void Show(ILogger logger, string password, string token, string cardNumber, CancellationToken cancellationToken, int tokenCount, bool hasPassword, string passwordHash, string tokenType)
        {
            logger.LogInformation("Password has {Length} characters", password.Length);
            logger.LogInformation("Token {Token}", Mask(token));
            logger.LogInformation("card {Card}", "****" + cardNumber[^4..]);
            logger.LogInformation("cancelled {Token}", cancellationToken);
            logger.LogInformation("tokens {Count} {Has} {Type}", tokenCount, hasPassword, tokenType);
            logger.LogInformation("password changed for {User}", Environment.UserName);
            logger.LogInformation(password is null ? "no password" : "a password");
            logger.LogInformation("set: {Set}", string.IsNullOrEmpty(password));
            Console.WriteLine("Enter password:");
            Console.WriteLine(nameof(password));
            var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(password!)));
            _ = hash + passwordHash;
        }
        public void Words(string text)
        {
            foreach (var token in text.Split(' '))
            {
                Console.WriteLine(token);
            }
        }
        private static string Mask(string text) => text.Length > 4 ? "****" + text[^4..] : "****";
        public void Check(string password)
        {
            ArgumentNullException.ThrowIfNull(password);
            if (password.Length < 8)
            {
                throw new ArgumentException("The password is too short.", nameof(password));
            }
            Login(password);
        }
        private static void Login(string password) => _ = password;
        public string Build(StringBuilder builder, string token) => builder.Append(token).ToString();
        public double Log(double pin) => Math.Log(pin);
        """,
    ];
}
