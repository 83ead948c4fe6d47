using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;

namespace Weir.Tests.Steps.State;

public class TypeVerdictsTests
{
    public static TheoryData<Type> ImmutableTypes =>
    [
        typeof(int), typeof(nint), typeof(double), typeof(bool), typeof(char), typeof(string), typeof(decimal), typeof(Guid), typeof(DayOfWeek),
        typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly), typeof(TimeOnly), typeof(Uri), typeof(Version),
        typeof(Type), typeof(BigInteger), typeof(CompareInfo), typeof(Half), typeof(Int128), typeof(Index),
        typeof(int?), typeof(DateTime?), typeof((int, string)), typeof((int, (string, Guid?))), typeof(KeyValuePair<string, int>),
        typeof(ImmutableArray<int>), typeof(ImmutableList<string>), typeof(ImmutableDictionary<string, Guid>), typeof(ImmutableHashSet<int>),
        typeof(ImmutableSortedSet<int>), typeof(ImmutableSortedDictionary<int, string>), typeof(ImmutableStack<int>), typeof(ImmutableQueue<int>),
        typeof(FrozenSet<string>), typeof(FrozenDictionary<string, int>), typeof(ImmutableList<ImmutableList<SealedRecord>>),
        typeof(SealedRecord), typeof(SealedInit), typeof(Recursive), typeof(Even), typeof(MutableStruct), typeof(HoldsMutableStruct),
        typeof(Func<List<int>>), typeof(Action), typeof(Task), typeof(Task<List<int>>), typeof(ValueTask<int[]>), typeof(CancellationToken),
        typeof(TimeProvider), typeof(Stream), typeof(MemoryStream), typeof(Thread), typeof(SynchronizationContext), typeof(HttpClient),
        typeof(SemaphoreSlim), typeof(Microsoft.Win32.SafeHandles.SafeFileHandle), typeof(WithFinalizer), typeof(Exception),
    ];

    public static TheoryData<Type> OpenTypes =>
    [
        typeof(object), typeof(IReadOnlyList<string>), typeof(IEnumerable<int>), typeof(IComparable), typeof(ValueType), typeof(UnsealedRecord),
        typeof(AbstractRecord), typeof(ImmutableList<object>), typeof(ImmutableArray<UnsealedRecord>), typeof((int, object)), typeof(HoldsUnsealed),
        typeof(System.Collections.ObjectModel.ReadOnlyCollection<int>), typeof(ReadOnlyMemory<int>),
    ];

    public static TheoryData<Type> MutableTypes =>
    [
        typeof(int[]), typeof(int[,]), typeof(List<int>), typeof(Dictionary<string, int>), typeof(HashSet<int>), typeof(System.Text.StringBuilder),
        typeof((int, int[])), typeof(ImmutableList<int[]>), typeof(ImmutableArray<List<int>>), typeof(FrozenDictionary<string, List<int>>),
        typeof(SealedSettable), typeof(SealedRecordOfArray), typeof(DerivedFromSettable), typeof(RecursiveMutable), typeof(Lazy<int>),
        typeof(List<int>.Enumerator), typeof(KeyValuePair<string, int[]>),
        typeof(CultureInfo), typeof(NumberFormatInfo), typeof(DateTimeFormatInfo), typeof(TextInfo), typeof(Calendar), typeof(GregorianCalendar), typeof(System.Net.IPAddress),
    ];

    [Theory]
    [MemberData(nameof(ImmutableTypes))]
    public void OfMember_OfImmutableTypes_IsImmutable(Type type) => Assert.Equal(Mutability.Immutable, Verdict(type));

    [Theory]
    [MemberData(nameof(OpenTypes))]
    public void OfMember_OfOpenTypes_IsOpen(Type type) => Assert.Equal(Mutability.Open, Verdict(type));

    [Theory]
    [MemberData(nameof(MutableTypes))]
    public void OfMember_OfMutableTypes_IsMutable(Type type) => Assert.Equal(Mutability.Mutable, Verdict(type));

    [Theory]
    [InlineData(typeof(UnsealedRecord), "Immutable")]
    [InlineData(typeof(object), "Immutable")]
    [InlineData(typeof(HoldsUnsealed), "Open")]
    [InlineData(typeof(MutableStruct), "Mutable")]
    [InlineData(typeof(HoldsMutableStruct), "Immutable")]
    [InlineData(typeof(ReadOnlyStruct), "Immutable")]
    [InlineData(typeof((int, string)), "Immutable")]
    [InlineData(typeof((int, int[])), "Mutable")]
    public void OfValue_LooksAtTheTypeItself(Type type, string expected) =>
        Assert.Equal(expected, new TypeVerdicts().OfValue(type).Mutability.ToString());

    [Fact]
    public void OfMember_WhateverWasAskedBefore_IsTheSame()
    {
        // The verdict of one must not come from a guess about the other while that was still being inspected.
        var verdicts = new TypeVerdicts();
        Assert.Equal(Mutability.Mutable, verdicts.OfMember(typeof(RecursiveMutable)).Mutability);
        Assert.Equal(Mutability.Mutable, verdicts.OfMember(typeof(RecursiveInner)).Mutability);
        Assert.Equal(Mutability.Immutable, verdicts.OfMember(typeof(Even)).Mutability);
        Assert.Equal(Mutability.Immutable, verdicts.OfMember(typeof(Odd)).Mutability);
    }

    private static Mutability Verdict(Type type) => new TypeVerdicts().OfMember(type).Mutability;

    private sealed record SealedRecord(int A, string B);

    private sealed record SealedInit
    {
        public int A { get; init; }

        public required string B { get; init; }
    }

    private sealed record Recursive(int Value, Recursive? Next);

    private sealed record Even(Odd? Next);

    private sealed record Odd(Even? Next, ImmutableList<Even> All);

    private sealed record RecursiveMutable(RecursiveInner? Inner, int[] Numbers);

    private sealed record RecursiveInner(RecursiveMutable? Outer);

    private record struct MutableStruct(int A);

    private readonly record struct ReadOnlyStruct(int A);

    private sealed record HoldsMutableStruct(MutableStruct A);

    public record UnsealedRecord(int A);

    private abstract record AbstractRecord(int A);

    private sealed record HoldsUnsealed(UnsealedRecord A);

    private sealed record SealedRecordOfArray(int[] A);

    private class Settable
    {
        private int _count;

        public int Next() => ++_count;
    }

    private sealed class SealedSettable
    {
        public int A { get; set; }
    }

    private sealed class DerivedFromSettable : Settable;

    private sealed class WithFinalizer
    {
        private int _count = 1;

        ~WithFinalizer() => _count++;
    }
}
