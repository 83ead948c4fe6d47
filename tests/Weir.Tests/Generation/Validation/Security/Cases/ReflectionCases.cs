namespace Weir.Tests.Generation.Validation.Security.Cases;

internal static class ReflectionCases
{
    public static readonly string[] All =
    [
        """
        public object? Make(string name)
        {
            var type = Type.GetType(name); //!
            return type is null ? null : Activator.CreateInstance(type);
        }
        """,
        """
        public object? Call(string name) => GetType().GetMethod(name)?.Invoke(this, null); //!
        public object? Make(string name) => Activator.CreateInstance("Plugins", name); //!
        public Assembly Load(string path) => Assembly.LoadFrom(path); //!
        """,
        """
        public object? Make(string name)
        {
            return typeof(Sample).Assembly.GetType("Plugins." + name); //!
        }
        """,
        """
        private static readonly FrozenSet<string> Known = new[] { "A", "B" }.ToFrozenSet();
        public object? Make(string name)
        {
            if (!Known.Contains(name))
            {
                return null;
            }
            return Type.GetType("Plugins." + name);
        }
        """,
        """
        private static readonly Dictionary<string, Type> Known = new() { ["a"] = typeof(StringBuilder) };
        public object? Make(string name) => Known.TryGetValue(name, out var type) ? Activator.CreateInstance(type) : null;
        public object? Fixed() => Type.GetType("System.Text.StringBuilder");
        public bool Has(string name) => typeof(Sample).GetMethod(name) is not null;
        public T Make<T>() where T : new() => Activator.CreateInstance<T>();
        """,
    ];
}
