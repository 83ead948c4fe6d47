namespace Weir.Workloads.Execution;

/// <summary>Ten classes of steps, so that no call sees only one of them.</summary>
internal static class StepClasses
{
    public static Step<int, int>[] Make() => [new A(), new B(), new C(), new D(), new E(), new F(), new G(), new H(), new I(), new J()];

    private abstract class Named : Step<int, int>
    {
        public sealed override string Name => GetType().Name;
    }

    private sealed class A : Named
    {
        public override ValueTask<int> RunAsync(int input, StepContext context) => new(input + 1);
    }

    private sealed class B : Named
    {
        public override ValueTask<int> RunAsync(int input, StepContext context) => new(input + 2);
    }

    private sealed class C : Named
    {
        public override ValueTask<int> RunAsync(int input, StepContext context) => new(input + 3);
    }

    private sealed class D : Named
    {
        public override ValueTask<int> RunAsync(int input, StepContext context) => new(input + 4);
    }

    private sealed class E : Named
    {
        public override ValueTask<int> RunAsync(int input, StepContext context) => new(input + 5);
    }

    private sealed class F : Named
    {
        public override ValueTask<int> RunAsync(int input, StepContext context) => new(input + 6);
    }

    private sealed class G : Named
    {
        public override ValueTask<int> RunAsync(int input, StepContext context) => new(input + 7);
    }

    private sealed class H : Named
    {
        public override ValueTask<int> RunAsync(int input, StepContext context) => new(input + 8);
    }

    private sealed class I : Named
    {
        public override ValueTask<int> RunAsync(int input, StepContext context) => new(input + 9);
    }

    private sealed class J : Named
    {
        public override ValueTask<int> RunAsync(int input, StepContext context) => new(input + 10);
    }
}
