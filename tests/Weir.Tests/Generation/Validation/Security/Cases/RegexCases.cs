namespace Weir.Tests.Generation.Validation.Security.Cases;

internal static class RegexCases
{
    public static readonly string[] All =
    [
        """
        private static readonly Regex A = new("^(a+)+$"); //!
        private static readonly Regex B = new Regex(@"^(\w+\s?)*$", RegexOptions.Compiled); //!
        private const string Pattern = "(a|aa)+b";
        public bool C(string text) => Regex.IsMatch(text, Pattern); //!
        public string D(string text) => Regex.Replace(text, @"(\d|[0-9])*x", ""); //!
        [GeneratedRegex("^([a-zA-Z]+)*$")] //!
        private static partial Regex E();
        private static readonly Regex F = new(@"(\s*,\s*)+;", RegexOptions.None, Regex.InfiniteMatchTimeout); //!
        public bool G(string text, string pattern) => Regex.IsMatch(text, pattern); //!
        public Regex H(string pattern) => new("^" + pattern + "$", RegexOptions.IgnoreCase); //!
        private static readonly Regex I = new(@"^(([a-z])+.)+[A-Z]([a-z])+$"); //!
        """,
        // Clean from here on.
        """
        private static readonly Regex A = new("^(a+)+$", RegexOptions.None, TimeSpan.FromMilliseconds(100));
        private static readonly Regex B = new(@"^(\w+\s?)*$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        [GeneratedRegex("^([a-zA-Z]+)*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
        private static partial Regex C();
        private static readonly Regex D = new(@"^[a-z0-9._-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$");
        private static readonly Regex E = new(@"^(\d+,)*\d+$");
        private static readonly Regex F = new(@"^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$");
        private static readonly Regex G = new(@"^\d{3}-(\d{4})+$");
        private static readonly Regex H = new(@"^(?>a+)+$");
        private static readonly Regex I = new(@"^(?:[^""\\]|\\.)*$");
        private static readonly Regex J = new(@"(\r?\n)+|(foo|bar)*|^#[0-9a-f]{6}$");
        public bool K(string text, string pattern) => Regex.IsMatch(text, pattern, RegexOptions.None, TimeSpan.FromSeconds(1));
        public bool L(string text, string word) => Regex.IsMatch(text, Regex.Escape(word));
        public bool M(string text) => Regex.IsMatch(text, @"^\w+(\s\w+)*$");
        """,
    ];
}
