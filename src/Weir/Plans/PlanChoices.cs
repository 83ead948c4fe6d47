namespace Weir;

/// <summary>What was chosen for a plan that is being made, beside what its pipeline says. The nodes of the plan look at it when they are made, nobody when they run.</summary>
internal abstract class PlanChoices;
