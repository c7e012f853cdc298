using Microsoft.Extensions.Configuration;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>Of reports. <c>Assessments:Font</c> names another file.</summary>
internal sealed class ReportFont(IConfiguration configuration)
    : ChineseFont(configuration["Assessments:Font"], "Sans", "Serif");
