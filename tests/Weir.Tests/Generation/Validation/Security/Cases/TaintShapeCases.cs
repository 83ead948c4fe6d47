namespace Weir.Tests.Generation.Validation.Security.Cases;

/// <summary>Shapes of code through which text goes, or in which it is made harmless, with a path as the sink.</summary>
internal static class TaintShapeCases
{
    public static readonly string[] All =
    [
        """
        public string A(string name) { var text = string.Create(CultureInfo.InvariantCulture, $"/srv/{name}"); return File.ReadAllText(text); } //!
        public string B(string name) { var text = string.Concat("/srv/", name.Trim().ToLowerInvariant()); return File.ReadAllText(text); } //!
        public string C(string name) { Fill(out var text, name); return File.ReadAllText(text); } //!
        private static void Fill(out string text, string name) => text = "/srv/" + name;
        public string D(string[] parts) => File.ReadAllText(Path.Combine([.. parts])); //!
        public string E(string name) { var box = new { Name = name, Id = 1 }; return File.ReadAllText(box.Name); } //!
        public string F(string name) { var parts = name.Split('/'); return File.ReadAllText(parts[^1]); } //!
        public string G(string name) { ref var alias = ref name; return File.ReadAllText(alias); } //!
        public string H(string? name) => File.ReadAllText(name ?? throw new ArgumentNullException(nameof(name))); //!
        public string I(object input) => input is string text ? File.ReadAllText(text) : ""; //!
        public string J(Uri address) => File.ReadAllText(address.LocalPath); //!
        public string K(JsonElement json) => File.ReadAllText(json.GetProperty("file").GetString() ?? ""); //!
        public string L(ReadOnlySpan<char> name) => File.ReadAllText(name.ToString()); //!
        public string M(byte[] data) => File.ReadAllText(Encoding.UTF8.GetString(data)); //!
        public string N(string name) { Func<string, string> make = text => "/srv/" + text; return File.ReadAllText(make(name)); } //!
        public string O(string name) { var list = new List<string> { "a", name }; return File.ReadAllText(list[1]); } //!
        public string P(string name) { var map = new Dictionary<string, string> { ["file"] = name }; return File.ReadAllText(map["file"]); } //!
        public string Q(string name) { var span = name.AsSpan(1); return File.ReadAllText(new string(span)); } //!
        public string R(string name) { var query = from one in name.Split(';') where one.Length > 1 select "/srv/" + one; return File.ReadAllText(query.First()); } //!
        public string S(string name) { while (name.StartsWith('/')) { name = name[1..]; } return File.ReadAllText(name); } //!
        public string T(string name) { lock (this) { using (new MemoryStream()) { return File.ReadAllText(name); } } } //!
        public string U(string name) { var chars = name.ToCharArray(); Array.Reverse(chars); return File.ReadAllText(new string(chars)); } //!
        """,
        """
        public sealed record Request(string File, int Page);
        public sealed class Envelope { public Request Inner { get; set; } = new("", 0); public List<string> Files { get; } = []; }
        public string A(Envelope envelope) => File.ReadAllText(envelope.Inner.File); //!
        public string B(Envelope envelope) => File.ReadAllText(envelope.Files.First(file => file.Length > 3)); //!
        public string C(Request request) { var (file, page) = request; return File.ReadAllText(file + page); } //!
        public string D(Request request) => request is { File: { Length: > 0 } file } ? File.ReadAllText(file) : ""; //!
        public string E(Request request) => File.ReadAllText((request with { Page = 2 }).File); //!
        public string F(Request request) { var copy = request; return File.ReadAllText(copy.File); } //!
        public string G(Request request) => File.ReadAllText("/srv/" + request.Page);
        public string H(string name) { var request = new Request(name, 1); return File.ReadAllText(request.File); } //!
        public string I(string name) { var envelope = new Envelope { Inner = new Request(name, 1) }; return File.ReadAllText(envelope.Inner.File); } //!
        public async Task<string> J(Task<Request> pending) { var request = await pending.ConfigureAwait(false); return await File.ReadAllTextAsync(request.File); } //!
        public async IAsyncEnumerable<string> K(IAsyncEnumerable<string> names) { await foreach (var name in names) { yield return await File.ReadAllTextAsync(name); } } //!
        protected string L(string name) => File.ReadAllText(name); //!
        private string M(string name) => File.ReadAllText(name);
        internal string N(string name) => File.ReadAllText(name);
        public string Name { set => File.Delete(value); } //!
        public static implicit operator Sample(string name) { File.Delete(name); return new Sample(); } //!
        """,
        """
        public string A(string name) { try { return File.ReadAllText(name); } catch (IOException) when (name.Length > 3) { return ""; } } //!
        public string B(string name)
        {
            string text;
            try
            {
                text = int.Parse(name, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
            }
            catch (FormatException)
            {
                text = name;
            }
            return File.ReadAllText(text); //!
        }
        public string C(string name, bool trusted)
        {
            if (!trusted)
            {
                name = Path.GetFileName(name);
            }
            return File.ReadAllText(name); //!
        }
        public string D(string name)
        {
            if (name == "a" || name.Length > 3)
            {
                return File.ReadAllText(name); //!
            }
            return name == "b" && name.Length == 1 ? File.ReadAllText(name) : "";
        }
        public string E(string name)
        {
            var isKnown = name == "a";
            Console.WriteLine(isKnown);
            return File.ReadAllText(name); //!
        }
        public string F1(string name) => Regex.IsMatch(name, "^a|b$") ? File.ReadAllText(name) : ""; //!
        public string F2(string name) => Regex.IsMatch(name, "^[a-z]+$", RegexOptions.Multiline) ? File.ReadAllText(name) : ""; //!
        public string F3(string name) => new Regex("^[a-z]+$", RegexOptions.Multiline).IsMatch(name) ? File.ReadAllText(name) : ""; //!
        public string F4(string name) => Regex.IsMatch(name, "^[ -~]+$") ? File.ReadAllText(name) : ""; //!
        public string F5(string name) => Regex.IsMatch(name, "^[\\w;']+$") ? File.ReadAllText(name) : ""; //!
        public string F6(string name) => Regex.IsMatch(name, "^(a|b)[a-z0-9_-]*$") ? File.ReadAllText(name) : "";
        public string F(string name)
        {
            if (!Regex.IsMatch(name, "[a-z]+"))
            {
                throw new ArgumentException("bad", nameof(name));
            }
            return File.ReadAllText(name); //!
        }
        public string G(string name)
        {
            if (Uri.TryCreate(name, UriKind.Absolute, out var address))
            {
                return File.ReadAllText(address.LocalPath); //!
            }
            return "";
        }
        public string H(string name)
        {
            var allowed = new List<string> { name };
            return allowed.Contains(name) ? File.ReadAllText(name) : ""; //!
        }
        """,
        // Clean from here on.
        """
        private static readonly string[] Names = ["a", "b"];
        private enum Kind { A, B }
        public string A(string name) => Names.Contains(name) ? File.ReadAllText(name) : "";
        public string B(string name) => name is "a" or "b" ? File.ReadAllText(name) : "";
        public string C(string name) => Array.Exists(Names, one => one == name) ? File.ReadAllText(name) : "";
        public string D(string name) => File.ReadAllText(Names.First(one => one == name));
        public string E(string name) => File.ReadAllText(Names.FirstOrDefault(one => one.Equals(name, StringComparison.Ordinal)) ?? "a");
        public string F(string name) { if (!Enum.TryParse<Kind>(name, out var kind)) { return ""; } return File.ReadAllText("/srv/" + kind); }
        public string G(string name) { if (!long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) { return ""; } return File.ReadAllText($"/srv/{id}"); }
        public string H(string name) => File.ReadAllText("/srv/" + name.Length + name.Count(char.IsDigit) + name.GetHashCode(StringComparison.Ordinal));
        public string I(string name) { var kind = (Kind)Enum.Parse(typeof(Kind), name); return File.ReadAllText("/srv/" + kind); }
        public string J(string name) { foreach (var known in Names) { if (known == name) { return File.ReadAllText(known); } } return ""; }
        public string K(string name) { var at = Array.IndexOf(Names, name); return at >= 0 ? File.ReadAllText(Names[at]) : ""; }
        public string L(string name) { switch (name) { case "a": case "b": return File.ReadAllText(name); default: throw new ArgumentException(name); } }
        public string M(string name) { if (name != "a" && name != "b") { throw new ArgumentException(name); } return File.ReadAllText(name); }
        public string N(string name) => Names is [var first, ..] && first == name ? File.ReadAllText(first) : "";
        public string O(string name) { if (!Safe().IsMatch(name)) { throw new ArgumentException(name); } return File.ReadAllText(name); }
        private static readonly Regex Pattern = new("^[a-z]{1,8}$");
        private static Regex Safe() => Pattern;
        public string P(string name) { if (Path.GetFileName(name) != name) { return ""; } return File.ReadAllText("/srv/" + name); }
        public string Q(string name) { var safe = Path.GetFileName(name); if (string.IsNullOrEmpty(safe)) { return ""; } var path = Path.Combine("/srv", safe); return File.Exists(path) ? File.ReadAllText(path) : ""; }
        public string R(DateOnly day, TimeSpan time, bool flag, decimal amount) => File.ReadAllText($"/srv/{day:O}/{time}/{flag}/{amount}");
        public string S(string name) { name = Clean(name); return File.ReadAllText(name); }
        private static string Clean(string name) { var builder = new StringBuilder(); foreach (var c in name) { if (char.IsLetterOrDigit(c)) { builder.Append(c); } } return builder.ToString(); }
        public string T(IReadOnlyDictionary<string, int> counts) { var n = counts["x"]; return File.ReadAllText("/srv/" + n); }
        public string U(IReadOnlyList<int> ids) => File.ReadAllText("/srv/" + string.Join('-', ids.Select(id => id.ToString(CultureInfo.InvariantCulture))));
        public string V(string name) => Guid.TryParse(name, out _) ? File.ReadAllText("/srv/" + name) : "";
        public string W(string name) { ArgumentException.ThrowIfNullOrEmpty(name); EnsureKnown(name); return File.ReadAllText(name); }
        private static void EnsureKnown(string name) { if (!Names.Contains(name)) { throw new ArgumentException(name); } }
        public string X(string name) { var ok = Names.Contains(name); if (ok is false) { return ""; } return File.ReadAllText(name); }
        public string Y(string name) { var ok = Names.Contains(name) && name.Length < 5; return ok ? File.ReadAllText(name) : ""; }
        public string Z(string name) => TryResolve(name, out var path) ? File.ReadAllText(path) : "";
        private static bool TryResolve(string name, out string path) { path = name == "a" ? "/srv/a" : "/srv/b"; return name.Length > 0; }
        """,
        """
        public sealed class StoreOptions { public string Root { get; set; } = "/srv"; }
        public interface ICatalog { string PathOf(string name); }
        public sealed class Store(StoreOptions options, ICatalog catalog)
        {
            private readonly string _root = options.Root;
            public string Read(int id) => File.ReadAllText(Path.Combine(_root, id + ".txt"));
            public string ReadNamed(string name) => File.ReadAllText(catalog.PathOf(name));
            public string ReadOwn(string name) => File.ReadAllText(Path.Combine(options.Root, Path.GetFileName(name)));
        }
        """,
        """
        private readonly string _root;
        private readonly string _prefix;
        public Sample(string root)
        {
            var full = Path.GetFullPath(root);
            _root = full.EndsWith(Path.DirectorySeparatorChar) ? full : full + Path.DirectorySeparatorChar;
            _prefix = Path.GetFullPath(root);
        }
        public string A(string name)
        {
            string candidate = Path.GetFullPath(Path.Combine(_root, name));
            if (!IsInside(candidate))
            {
                throw new InvalidOperationException();
            }
            return File.ReadAllText(candidate);
        }
        private bool IsInside(string path) => path.StartsWith(_root, StringComparison.Ordinal);
        public string B(string name)
        {
            var path = Path.GetFullPath(Path.Combine(_prefix, name));
            if (!path.StartsWith(_prefix + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase))
            {
                return "";
            }
            return File.ReadAllText(path);
        }
        public string C(string name)
        {
            var path = Path.GetFullPath(Path.Combine(_prefix, name));
            if (Path.GetDirectoryName(path) != _prefix)
            {
                return "";
            }
            return File.ReadAllText(path);
        }
        public string D(string name)
        {
            var root = Path.GetFullPath("/srv/data");
            var rootWithEnd = $"{root}{Path.DirectorySeparatorChar}";
            var info = Path.GetFullPath(name, root);
            return info.StartsWith(rootWithEnd, StringComparison.Ordinal) ? File.ReadAllText(info) : throw new ArgumentException("outside", nameof(name));
        }
        public string E(string name)
        {
            var path = new FileInfo("/srv/fixed.txt").FullName;
            return File.ReadAllText(path) + name;
        }
        public string F(string name)
        {
            if (name.Contains('/') || name.Contains('\\') || name.Contains(".."))
            {
                throw new ArgumentException("bad", nameof(name));
            }
            return File.ReadAllText("/srv/" + name);
        }
        """,
    ];
}
