using Weir.Generation.Validation.Compliance;

namespace Weir.Tests.Generation.Validation.Compliance;

public class ErrorAndLogTests
{
    private static readonly ComplianceValidator Validator = new();

    [Theory]
    [InlineData("¤throw new Exception(\"a\");")]
    [InlineData("¤throw new System.Exception(\"a\");")]
    [InlineData("¤throw new ApplicationException(\"a\");")]
    [InlineData("¤throw new SystemException();")]
    [InlineData("_ = s ?? ¤throw new Exception();")]
    [InlineData("throw new InvalidOperationException(\"a\");")]
    [InlineData("try { Work(); } ¤catch { }")]
    [InlineData("try { Work(); } ¤catch (IOException) { }")]
    [InlineData("try { Work(); } ¤catch (IOException) { /* quiet */ }")]
    [InlineData("try { Work(); } ¤catch (Exception) when (s is null) { }")]
    [InlineData("try { Work(); } ¤catch { s = \"\"; }")]
    [InlineData("try { Work(); } ¤catch (Exception) { s = \"\"; }")]
    [InlineData("try { Work(); } ¤catch (Exception error) { s = \"\"; }")]
    [InlineData("try { Work(); } catch { s = \"\"; throw; }")]
    [InlineData("try { Work(); } catch (Exception) { throw; }")]
    [InlineData("try { Work(); } catch (Exception error) { s = error.Message; }")]
    [InlineData("try { Work(); } catch (Exception error) { throw new InvalidOperationException(\"a\", error); }")]
    [InlineData("try { Work(); } catch (Exception error) when (error is IOException) { s = \"\"; }")]
    [InlineData("try { Work(); } catch (IOException) { s = \"\"; }")]
    public void Errors_AreTypedAndNotLost(string body) =>
        MarkedCode.Finds(Validator, "compliance/untyped-error", $"class Sample {{ void Work() {{ }} void Run(string? s) {{ {body} }} }}");

    [Theory]
    [InlineData("Console.¤WriteLine(\"a\");")]
    [InlineData("System.Console.¤Write(1);")]
    [InlineData("Console.Error.¤WriteLine(\"a\");")]
    [InlineData("Console.Out.¤Write(\"a\");")]
    [InlineData("Debug.¤WriteLine(\"a\");")]
    [InlineData("System.Diagnostics.Trace.¤WriteLine(\"a\");")]
    [InlineData("Debug.Assert(true);")]
    [InlineData("_ = Console.ReadLine();")]
    [InlineData("new StringWriter().WriteLine(\"a\");")]
    [InlineData("Mine.Console.WriteLine(\"a\");")]
    public void Console_IsForProgramsOnly(string body)
    {
        Finds($"namespace Mine {{ static class Console {{ public static void WriteLine(string s) {{ }} }} }}\nclass Sample {{ void Run() {{ {body} }} }}");
        var clean = body.Replace("¤", "", StringComparison.Ordinal);
        Finds($"namespace Mine {{ static class Console {{ public static void WriteLine(string s) {{ }} }} }}\nclass Program {{ static void Main() {{ Run(); }} static void Run() {{ {clean} }} }}");
        Finds($"{clean}\nnamespace Mine {{ static class Console {{ public static void WriteLine(string s) {{ }} }} }}");
        Finds($"return;\nclass Sample {{ void Run() {{ {body} }} }}\nnamespace Mine {{ static class Console {{ public static void WriteLine(string s) {{ }} }} }}");
    }

    [Fact]
    public void Console_ByAStaticUsing_IsFound()
    {
        var code = "using static System.Console;\nclass A { void Run() { WriteLine(1); WriteMine(); } void WriteMine() { } }";
        Assert.Equal(["compliance/unstructured-logging"], MarkedCode.By(Validator, MarkedCode.Compile(("A.cs", code))).Issues.Select(issue => issue.Rule));
    }

    [Theory]
    [InlineData("log.¤LogInformation($\"user {n}\");")]
    [InlineData("log.¤LogError(error, $\"user {n}\");")]
    [InlineData("log.¤LogWarning(\"user \" + n);")]
    [InlineData("log.¤LogDebug(string.Format(\"{0}\", n));")]
    [InlineData("log?.¤LogTrace((\"user \" + n));")]
    [InlineData("log.¤Log(1, $\"user {n}\");")]
    [InlineData("log.¤LogCritical($\"user {n}\" + \"!\");")]
    [InlineData("log.LogInformation(\"user {User}\", n);")]
    [InlineData("log.LogInformation(\"user {User}\", $\"{n}-1\");")]
    [InlineData("log.LogInformation(\"user \" + \"{User}\", n);")]
    [InlineData("log.LogInformation(\"user \" + Name, n);")]
    [InlineData("log.LogInformation($\"user\");")]
    [InlineData("log.Log(n + 1);")]
    [InlineData("log.LogOther($\"user {n}\");")]
    public void Messages_AreTemplates(string body) => Finds($$"""
        class Logger
        {
            public void LogTrace(string m, params object[] a) { } public void LogDebug(string m, params object[] a) { } public void LogInformation(string m, params object[] a) { }
            public void LogWarning(string m, params object[] a) { } public void LogError(Exception e, string m, params object[] a) { } public void LogCritical(string m, params object[] a) { }
            public void Log(int level, string m = "", params object[] a) { } public void LogOther(string m) { }
        }
        class Sample { const string Name = "{Name}"; void Run(Logger log, int n, Exception error) { {{body}} } }
        """);

    private static void Finds(string marked) => MarkedCode.Finds(Validator, "compliance/unstructured-logging", marked);
}
