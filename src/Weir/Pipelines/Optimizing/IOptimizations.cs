namespace Weir;

/// <summary>What a pipeline or a step says about optimizations. Only the <see cref="Optimizer"/> of an executor knows what is in it.</summary>
internal interface IOptimizations;
