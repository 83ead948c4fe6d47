using Weir.Generation.Validation.Quality;

namespace Weir.Tests.Generation.Validation.Quality;

public class BlockingCallTests
{
    private static readonly QualityValidator Validator = new();

    [Theory]
    [InlineData("_ = task.¤Result;")]
    [InlineData("_ = Get().¤Result;")]
    [InlineData("_ = Quick().¤Result;")]
    [InlineData("_ = task?.¤Result;")]
    [InlineData("task.¤Wait();")]
    [InlineData("task.¤Wait(100);")]
    [InlineData("task.GetAwaiter().¤GetResult();")]
    [InlineData("Quick().ConfigureAwait(false).GetAwaiter().¤GetResult();")]
    [InlineData("Thread.¤Sleep(1);")]
    [InlineData("System.Threading.Thread.¤Sleep(1);")]
    [InlineData("Task.¤WaitAll(task);")]
    [InlineData("Task.¤WaitAny(task, other);")]
    [InlineData("await Task.WhenAll(other);\n_ = task.¤Result;")]
    [InlineData("await Task.WhenAny(task, other);\n_ = task.¤Result;")]
    [InlineData("if (task.IsCompleted) { }\nelse { _ = task.¤Result; }")]
    [InlineData("if (!task.IsCompleted) { _ = task.¤Result; }")]
    [InlineData("if (other.IsCompleted) { _ = task.¤Result; }")]
    [InlineData("if (task.IsCompleted || x) { _ = task.¤Result; }")]
    [InlineData("Func<int> late = () => task.¤Result;")]
    public void Calls_ThatBlock_AreFound(string body) => Finds(body);

    [Theory]
    [InlineData("_ = await task;")]
    [InlineData("await Task.WhenAll(task, other);\n_ = task.Result + other.Result;")]
    [InlineData("await Task.WhenAll(task, other).ConfigureAwait(false);\nif (x) { _ = task.Result; }")]
    [InlineData("await Task.WhenAll(task, other).WaitAsync(TimeSpan.FromSeconds(1)).ConfigureAwait(false);\n_ = task.Result;")]
    [InlineData("await Task.WhenAll(many);\nvar sum = many.Sum(one => one.Result);")]
    [InlineData("await Task.WhenAll(many);\nforeach (var one in many) { _ = one.Result; }")]
    [InlineData("await Task.WhenAll(many);\n_ = many[0].Result;")]
    [InlineData("var done = await Task.WhenAny(task, other);\n_ = done.Result;")]
    [InlineData("await task;\n_ = task.Result;")]
    [InlineData("if (task.IsCompletedSuccessfully) { _ = task.Result; }")]
    [InlineData("_ = task.IsCompletedSuccessfully ? task.Result : await task;")]
    [InlineData("if (task.IsCompleted && x) { _ = task.Result; }")]
    [InlineData("if (task.IsCompleted && task.Result > 1) { }")]
    [InlineData("if (!task.IsCompleted) { return; }\n_ = task.Result;")]
    [InlineData("if (!task.IsCompleted || x) { return; }\n_ = task.Result;")]
    [InlineData("_ = Task.FromResult(1).Result;")]
    [InlineData("_ = task.ContinueWith(done => done.Result);")]
    [InlineData("_ = nameof(task.Result);")]
    [InlineData("_ = new Answer().Result; new Answer().Wait(); Answer.Sleep();")]
    [InlineData("_ = new Answer { Result = 1 };")]
    [InlineData("_ = unknown.Result; unknown.Wait();")]
    public void Calls_OfWhatIsDoneOrIsNoTask_AreNone(string body) => Finds(body);

    [Fact]
    public void Calls_InAnInitializer_AreFound() =>
        MarkedCode.Finds(Validator, "quality/blocking-call", "class A { private readonly int _one = Task.Run(() => 1).¤Result; }");

    private static void Finds(string body) => MarkedCode.Finds(Validator, "quality/blocking-call", $$"""
        class Answer { public int Result { get; set; } public void Wait() { } public static void Sleep() { } }
        class Sample
        {
            Task<int> Get() => Task.FromResult(1);
            ValueTask<int> Quick() => new(1);
            async Task Run(Task<int> task, Task<int> other, List<Task<int>> many, bool x)
            {
        {{body}}
            }
        }
        """);
}
