using System.Reflection;

namespace Weir.Tests.Generation;

/// <summary>Runs the tests of a generated package: its facts, and its theories with every row that stands at them.</summary>
internal static class GeneratedTests
{
    /// <summary>The tests that failed, each with its error. Fails itself where there is hardly a test.</summary>
    public static async Task<IReadOnlyList<string>> FailuresAsync(Assembly assembly)
    {
        var failed = new List<string>();
        var run = 0;
        foreach (var method in assembly.GetTypes().SelectMany(static type => type.GetMethods()).Where(static method => method.GetCustomAttribute<FactAttribute>() is not null))
        {
            foreach (var row in Rows(method))
            {
                run++;
                try
                {
                    await (method.Invoke(Activator.CreateInstance(method.DeclaringType!), row) as Task ?? Task.CompletedTask);
                }
                catch (Exception error)
                {
                    failed.Add($"{method.DeclaringType!.Name}.{method.Name}({string.Join(", ", row)}): {(error as TargetInvocationException)?.InnerException ?? error}");
                }
            }
        }

        Assert.True(run > 3, "There was hardly a test to run.");
        return failed;
    }

    private static IEnumerable<object?[]> Rows(MethodInfo method) =>
        method.GetParameters().Length == 0 ? [[]] : method.GetCustomAttributes<InlineDataAttribute>().Select(static row => row.Data);
}
