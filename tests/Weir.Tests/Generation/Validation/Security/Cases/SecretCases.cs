namespace Weir.Tests.Generation.Validation.Security.Cases;

internal static class SecretCases
{
    public static readonly string[] All =
    [
        """
        private const string Password = "hunter2"; //!
        private static readonly string ApiKey = "9f8a7b6c5d4e3f2a1b0c"; //!
        public string ClientSecret { get; set; } = "Zm9vYmFyYmF6cXV4"; //!
        public void Login(string user, string password = "letmein1") //!
        {
            var token = "a81bc81b-dead-4e5d-abff-90865d1e13b1"; //!
            _ = token;
            if (password == "backdoor") //!
            {
                return;
            }
            if (user.Equals("root", StringComparison.Ordinal) && password.Equals("toor1", StringComparison.Ordinal)) //!
            {
                return;
            }
        }
        """,
        """
        public string Aws() => "AKIA" + "IOSFODNN7EXAMPLE"; //!
        public string GitHub() => "ghp_" + "aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789"; //!
        public string Slack { get; } = "xoxb-" + "123456789012-abcdefGHIJ"; //!
        public string Google { get; } = "AIza" + "SyA1234567890abcdefghijklmnopqrstuv"; //!
        public string Stripe { get; } = "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc"; //!
        public string Jwt { get; } = "eyJhbGciOiJIUzI1NiJ9." + "eyJzdWIiOiIxMjM0NTY3ODkwIn0." + "dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"; //!
        public string Pem { get; } = "-----BEGIN RSA PRIVATE KEY-----\n" + "MIIEowIBAAKCAQEAu1SU1LfVLPHCozMxH2Mo\n"; //!
        """,
        """
        public SqlConnection Open() => new("Server=db;Database=shop;User Id=sa;Password=S3cr3t!;"); //!
        public string Queue => "amqp://guest:s3cret@rabbit:5672"; //!
        public string Storage => "DefaultEndpointsProtocol=https;AccountName=x;AccountKey=abcdEFGH1234abcdEFGH1234==;EndpointSuffix=core.windows.net"; //!
        """,
        """
        public Dictionary<string, string> Settings() => new()
        {
            ["password"] = "P@ssw0rd", //!
            { "Api-Key", "k3y-8f7e6d5c4b" }, //!
        };
        public NetworkCredential Credential() => new("bob", "P@ssw0rd"); //!
        public byte[] Key() { var signingKey = Encoding.UTF8.GetBytes("my-signing-key-0123456789"); return signingKey; } //!
        public void Header(HttpClient client) => client.DefaultRequestHeaders.Add("X-Api-Key", "d41d8cd98f00b204"); //!
        public void Bearer(HttpClient client) => client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "d41d8cd98f00b204e980"); //!
        public string FromEnvironment() { var password = Environment.GetEnvironmentVariable("DB_PASSWORD") ?? "fallback1"; return password; } //!
        public string GetPassword() => "sesame-open"; //!
        """,
        """
        public sealed class TokenAttribute : Attribute { public string Secret { get; set; } = ""; }
        [Token(Secret = "q8w7e6r5t4y3")] //!
        public void Marked() { }
        private static readonly byte[] EncryptionKey = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]; //!
        public bool Check(string token) => token is "7c9e6679-7425-40de"; //!
        """,
        // Clean from here on.
        """
        private const string PasswordHeader = "X-Password-1";
        private const string PasswordKey = "Auth:Password1";
        private const string TokenName = "access_token_2";
        private const string ApiKeyVariable = "SHOP_API_KEY1";
        private const string Password = "";
        private const string Secret = "<secret>";
        private const string Token = "${TOKEN_1}";
        private const string ApiKey = "{api-key-1}";
        private const string Masked = "*****";
        public string Password2 { get; set; } = "password";
        public string PasswordLabel => "Password 1";
        public string PasswordError => "The password must have at least 8 characters.";
        private const string TokenEndpoint = "https://login.example.com/oauth2/token";
        private const string PasswordPattern = "^(?=.*[0-9]).{8,}$";
        private const string ConnectionString = "Server=db;Database=shop;Integrated Security=true";
        """,
        """
        public string Connection(string password) => "Server=db;User Id=sa;Password=" + password;
        public string Connection2(string password) => $"Server=db;User Id=sa;Password={password};";
        public string Connection3() => "Server=db;User Id=sa;Password=${DB_PASSWORD};Pwd=<pwd>";
        public string Template => "Server={0};Password={1};";
        public string? Read() => Environment.GetEnvironmentVariable("API_TOKEN_1");
        public string Password(IDictionary<string, string> settings) => settings["Smtp:Password"];
        public string Url => "https://user@example.com/a:b";
        public string Format => "user:{0}@host";
        """,
        """
        public bool IsOperator(string token) => token == "+" || token == "while" || token is "if" or "else" or ">>=";
        public int Weight(string token) => token switch { "identifier" => 1, "number" => 2, _ => 0 };
        public void Check(string password)
        {
            if (password == "")
            {
                throw new ArgumentException("Password is required", nameof(password));
            }
            Console.WriteLine("Enter your password:");
        }
        public string TokenType { get; } = "Bearer";
        public string GrantType { get; } = "client_credentials";
        private const string CancellationTokenName = "token1x9z8";
        public string HeaderLine => "-----BEGIN PRIVATE KEY-----";
        public string PublicKey => "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA";
        public string SecretPath => "/run/secrets/db_password";
        public string Hash => "9e107d9d372bb6826bd81d3542a419d6";
        """,
    ];
}
