namespace Weir.Tests.Generation.Validation.Security.Cases;

internal static class SqlInjectionCases
{
    public static readonly string[] All =
    [
        """
        public object? Find(SqlConnection connection, string name)
        {
            using var scope = new MemoryStream();
            var command = new SqlCommand("select * from users where name = '" + name + "'", connection); //!
            return command.ExecuteScalar();
        }
        """,
        """
        public void Drop(SqlConnection connection, string table)
        {
            var command = connection.CreateCommand();
            command.CommandText = $"drop table {table}"; //!
            command.ExecuteNonQuery();
        }
        """,
        """
        public void Drop(SqlConnection connection, string table)
        {
            var command = new SqlCommand("", connection) { CommandText = string.Format("drop table {0}", table) }; //!
            command.ExecuteNonQuery();
        }
        """,
        """
        public IEnumerable<string> Search(AppContext2 context, string term)
        {
            var sql = new StringBuilder("select * from users");
            if (term.Length > 0)
            {
                sql.Append(" where name like '%").Append(term).Append("%'");
            }
            return context.Users.FromSqlRaw(sql.ToString()); //!
        }
        """,
        """
        public IEnumerable<string> Search(AppContext2 context, string term)
        {
            var sql = new StringBuilder();
            sql.Append(CultureInfo.InvariantCulture, $"select * from t where a = '{term}'");
            return context.Users.FromSqlRaw(sql.ToString()); //!
        }
        """,
        """
        public async Task<int> Save(SqlConnection connection, string[] names)
        {
            var all = new List<string>();
            foreach (var name in names)
            {
                all.Add($"('{name}')");
            }
            return await connection.ExecuteAsync("insert into t values " + string.Join(",", all)); //!
        }
        """,
        """
        public IEnumerable<string> All(SqlConnection connection, IEnumerable<string> ids) =>
            connection.Query<string>("select * from t where id in (" + string.Join(",", ids.Select(id => "'" + id + "'")) + ")"); //!
        """,
        """
        private string _filter = "";
        public IEnumerable<string> All(SqlConnection connection, string filter)
        {
            _filter = filter;
            var (text, count) = ("select * from t where " + _filter, 1);
            return connection.Query<string>(text); //!
        }
        """,
        """
        public void Run(Database database, HttpRequest request)
        {
            var order = request.Query["order"] ?? "name";
            database.ExecuteSqlRaw("update t set x = 1 order by " + order); //!
        }
        """,
        """
        public void Run(Database database)
        {
            database.ExecuteSqlRaw("update t set x = " + Environment.GetEnvironmentVariable("X")); //!
        }
        """,
        """
        public int Count(SqlConnection connection, string table) => Execute(connection, Build(table));
        private static string Build(string table) => "select count(*) from " + table;
        private static int Execute(SqlConnection connection, string sql)
        {
            var command = connection.CreateCommand();
            command.CommandText = sql; //!
            return command.ExecuteNonQuery();
        }
        """,
        """
        public sealed record Filter(string Column, int Page);
        public void Load(SqlConnection connection, Filter filter)
        {
            _ = new SqlDataAdapter("select * from t order by " + filter.Column, connection); //!
        }
        """,
        """
        public void Load(SqlConnection connection, string? column)
        {
            var chosen = column is null ? "name" : column;
            var sql = "select * from t";
            sql += " order by " + chosen;
            _ = new SqlDataAdapter(sql, connection); //!
        }
        """,
        """
        public void Load(SqlConnection connection, Dictionary<string, string> input)
        {
            if (input.TryGetValue("column", out var column))
            {
                _ = new SqlDataAdapter("select * from t order by " + column, connection); //!
            }
        }
        """,
        """
        public void Load(SqlConnection connection, string column)
        {
            if (string.IsNullOrEmpty(column) || column.Length > 20 || column.Contains("--"))
            {
                throw new ArgumentException("bad", nameof(column));
            }
            _ = new SqlDataAdapter("select * from t order by " + column, connection); //!
        }
        """,
        """
        public void Load(SqlConnection connection, string name)
        {
            _ = new SqlDataAdapter("select * from t where a = '" + name.Replace("'", "''") + "'", connection); //!
        }
        """,
        """
        public void Load(SqlConnection connection, string name)
        {
            try
            {
                name = name.Trim();
            }
            finally
            {
                Console.Out.Flush();
            }
            string Build(string text) => "select " + text;
            _ = new SqlDataAdapter(Build(name), connection); //!
        }
        """,
        """
        public void Load(SqlConnection connection, (string Column, int Page) key, object[] rest)
        {
            _ = new SqlDataAdapter("select " + key.Column, connection); //!
            _ = new SqlDataAdapter("select " + rest[0], connection); //!
            _ = new SqlDataAdapter("select " + key.Page, connection);
        }
        """,
        """
        public void Load(SqlConnection connection, string[] columns)
        {
            Array.ForEach(columns, column => _ = new SqlCommand("select " + column, connection)); //!
        }
        """,
        """
        public void Load(SqlConnection connection, string kind)
        {
            string sql;
            switch (kind)
            {
                case "a": sql = "select 1"; break;
                default: sql = "select " + kind; break;
            }
            _ = new SqlCommand(sql, connection); //!
        }
        """,
        """
        public async Task Load(SqlConnection connection, TextReader input)
        {
            var line = await input.ReadLineAsync();
            _ = new SqlCommand("select " + line, connection); //!
            var typed = Console.ReadLine();
            _ = new SqlCommand("select " + typed, connection); //!
        }
        """,
        // Clean from here on.
        """
        public object? Find(SqlConnection connection, string name)
        {
            var command = new SqlCommand("select * from users where name = @name", connection);
            command.Parameters.AddWithValue("@name", name);
            return command.ExecuteScalar();
        }
        """,
        """
        private const string Columns = "id, name";
        public object? Find(SqlConnection connection, int id, Guid key, Order order, DateTime day)
        {
            var command = new SqlCommand($"select {Columns} from {nameof(Order)} where id = {id} and k = '{key}' and d = '{day:O}' order by " + order, connection);
            return command.ExecuteScalar();
        }
        """,
        """
        public IEnumerable<string> Search(AppContext2 context, string term) => context.Users.FromSqlInterpolated($"select * from users where name = {term}");
        public IEnumerable<string> Search2(AppContext2 context, string term) => context.Users.FromSqlRaw("select * from users where name = {0}", term);
        public int Search3(AppContext2 context, string term) => context.Database.ExecuteSqlInterpolated($"delete from users where name = {term}");
        """,
        """
        public void Load(SqlConnection connection, string kind)
        {
            var table = kind switch { "user" => "users", "order" => "orders", _ => throw new ArgumentOutOfRangeException(nameof(kind)) };
            _ = new SqlCommand("select * from " + table, connection);
        }
        """,
        """
        public void Load(SqlConnection connection, string kind) => _ = new SqlCommand("select * from " + Table(kind), connection);
        private static string Table(string kind)
        {
            switch (kind)
            {
                case "user": return "users";
                default: return "orders";
            }
        }
        """,
        """
        private static readonly HashSet<string> Allowed = ["name", "age"];
        private static readonly Dictionary<string, string> Map = new() { ["n"] = "name" };
        public void Load(SqlConnection connection, string column, string other, string third)
        {
            if (!Allowed.Contains(column))
            {
                throw new ArgumentException("unknown", nameof(column));
            }
            _ = new SqlCommand("select " + column, connection);
            if (Map.TryGetValue(other, out var name))
            {
                _ = new SqlCommand("select " + name, connection);
            }
            _ = new SqlCommand("select " + Map[third] + (Map.GetValueOrDefault(third) ?? "x"), connection);
        }
        """,
        """
        public void Load(SqlConnection connection, string text, string other)
        {
            var id = int.Parse(text, CultureInfo.InvariantCulture);
            _ = new SqlCommand("select " + id, connection);
            if (!Guid.TryParse(other, out var key))
            {
                return;
            }
            _ = new SqlCommand($"select '{key}'", connection);
            _ = new SqlCommand($"select '{other}'", connection);
        }
        """,
        """
        public void Load(SqlConnection connection, string id)
        {
            if (!Regex.IsMatch(id, "^[a-z0-9]{1,20}$"))
            {
                throw new ArgumentException("bad", nameof(id));
            }
            _ = new SqlCommand("select * from t_" + id, connection);
        }
        """,
        """
        [GeneratedRegex("^[a-z]+$")]
        private static partial Regex Name();
        private static readonly Regex Digits = new(@"\A\d+\z", RegexOptions.None, TimeSpan.FromSeconds(1));
        public void Load(SqlConnection connection, string id, string number)
        {
            if (Name().IsMatch(id) && Digits.Match(number).Success)
            {
                _ = new SqlCommand("select * from t_" + id + number, connection);
            }
        }
        """,
        """
        public void Load(SqlConnection connection, string id)
        {
            var isValid = id.Length is > 0 and < 20 && id.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');
            if (!isValid)
            {
                return;
            }
            _ = new SqlCommand("select * from t_" + id, connection);
        }
        """,
        """
        public void Load(SqlConnection connection, string id, string other)
        {
            Check(id);
            if (IsKnown(other))
            {
                _ = new SqlCommand("select * from t_" + id + other, connection);
            }
        }
        private static void Check(string table)
        {
            if (table is not ("users" or "orders"))
            {
                throw new ArgumentException("unknown", nameof(table));
            }
        }
        private static bool IsKnown(string column) => column.Equals("a", StringComparison.OrdinalIgnoreCase) || string.Equals(column, "b", StringComparison.Ordinal);
        """,
        """
        public void Load(SqlConnection connection, List<int> ids, string[] names)
        {
            var sql = "select * from t where id in (" + string.Join(",", ids) + ") or n in (" + string.Join(",", names.Select((_, index) => "@p" + index)) + ")";
            var command = new SqlCommand(sql, connection);
            for (var at = 0; at < names.Length; at++)
            {
                command.Parameters.AddWithValue("@p" + at, names[at]);
            }
        }
        """,
        """
        public sealed record CreateUserCommand(string Name, string Email);
        public CreateUserCommand Create(string name, string email) => new(name, email);
        public bool IsSort(string text) => Enum.TryParse<Order>(text, true, out var order) && new SqlCommand("select 1 order by " + order, new SqlConnection("")).ExecuteNonQuery() > 0;
        """,
        """
        internal void Load(SqlConnection connection, string table) => _ = new SqlCommand("select * from " + table, connection);
        public void LoadAll(SqlConnection connection)
        {
            foreach (var table in new[] { "a", "b" })
            {
                Load(connection, table);
            }
        }
        """,
        """
        public void Load(SqlConnection connection, bool descending, string name)
        {
            var sql = "select * from t order by name " + (descending ? "desc" : "asc");
            var length = name.Length;
            sql += " limit " + length.ToString(CultureInfo.InvariantCulture);
            name = "x";
            _ = new SqlCommand(sql + name, connection);
        }
        """,
    ];
}
